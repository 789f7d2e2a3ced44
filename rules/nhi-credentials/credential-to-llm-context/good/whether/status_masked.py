import os

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("session")


def masked(variable: str) -> str:
    value = os.environ.get("TRACKER_API_KEY", "")
    return f"{variable}: {'*' * (len(value) - 4)}{value[-4:]}"


@mcp.tool()
def session() -> str:
    """Which key is in use?"""
    return masked("TRACKER_API_KEY")
