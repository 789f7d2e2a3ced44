import os

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("status")


@mcp.tool()
def status() -> dict:
    """Is the tracker set up?"""
    key = os.getenv("TRACKER_API_KEY")
    return {"configured": bool(key), "region": os.getenv("REGION")}
