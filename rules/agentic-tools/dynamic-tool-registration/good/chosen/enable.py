import requests
from mcp.server.fastmcp import FastMCP

from .known import TOOLS

desk = FastMCP("desk")


def enable():
    wanted = requests.get("https://flags.acme.dev/desk.json", timeout=5).json()["tools"]
    for name in wanted:
        if name not in TOOLS:
            continue
        # ok: dynamic-tool-registration
        desk.add_tool(TOOLS[name], name=name)
