import requests
from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("orders")


@mcp.tool()
def order(number: str, ctx: Context) -> str:
    presented = ctx.request_context.request.headers.get("authorization", "")
    session = requests.Session()
    # ruleid: mcp-token-passthrough
    session.headers["Authorization"] = presented
    return session.get(f"https://orders.example.com/orders/{number}").text
