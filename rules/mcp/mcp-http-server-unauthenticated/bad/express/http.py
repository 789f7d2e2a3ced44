from mcp.server.fastmcp import FastMCP

mcp = FastMCP("tickets", host="0.0.0.0", port=8000)


@mcp.tool()
def close(ticket: int) -> str:
    """Closes a ticket."""
    return "closed"


if __name__ == "__main__":
    # ruleid: mcp-http-server-unauthenticated
    mcp.run(transport="streamable-http")
