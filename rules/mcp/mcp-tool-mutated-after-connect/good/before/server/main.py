from mcp.server.fastmcp import FastMCP

from .catalogue import refresh

mcp = FastMCP("shop")
refresh(mcp)


@mcp.tool()
def search(words: str) -> str:
    """Searches the shop."""
    return words
