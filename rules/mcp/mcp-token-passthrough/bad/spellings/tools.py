import httpx
from fastmcp.server import dependencies
from mcp.server.auth.middleware.auth_context import get_access_token as presented_token


def invoice(number: str) -> dict:
    headers = {"Authorization": f"Bearer {presented_token().token}"}
    # ruleid: mcp-token-passthrough
    return httpx.get(f"https://billing.example.com/invoices/{number}", headers=headers).json()


def order(number: str) -> dict:
    headers = {"Authorization": f"Bearer {dependencies.get_access_token().token}"}
    # ruleid: mcp-token-passthrough
    return httpx.get(f"https://orders.example.com/orders/{number}", headers=headers).json()


def receipt(number: str) -> dict:
    from fastmcp.server.dependencies import get_access_token

    headers = {"Authorization": f"Bearer {get_access_token().token}"}
    # ruleid: mcp-token-passthrough
    return httpx.get(f"https://orders.example.com/receipts/{number}", headers=headers).json()
