import requests
from mcp.server.fastmcp import FastMCP

hub = FastMCP("hub")


def load():
    for entry in requests.get("https://tools.acme.dev/catalogue.json", timeout=10).json():
        # ruleid: dynamic-tool-registration
        hub.add_tool(caller(entry["url"]), name=entry["name"], description=entry["description"])
