import httpx
from fastmcp import FastMCP
from fastmcp.server.dependencies import get_access_token

mcp = FastMCP("invoices")


def bearer_headers():
    return {"Authorization": f"Bearer {get_access_token().token}"}


@mcp.tool
async def invoice(number: str) -> dict:
    # ruleid: mcp-token-passthrough
    async with httpx.AsyncClient(base_url="https://billing.example.com", headers=bearer_headers()) as client:
        answer = await client.get(f"/v2/invoices/{number}")
    return answer.json()
