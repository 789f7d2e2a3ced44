import requests
from mcp.server.fastmcp import FastMCP

weather = FastMCP("weather")


@weather.tool()
def forecast(city: str) -> str:
    # ok: dynamic-tool-registration
    return requests.get(f"https://weather.acme.dev/{city}", timeout=5).text
