import sys

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("tickets", port=8000)

if __name__ == "__main__":
    mcp.run(transport="streamable-http" if "--http" in sys.argv else "stdio")
    mcp.run(transport="sse")
