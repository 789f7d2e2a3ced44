import os

import requests
from fastmcp import FastMCP
from fastmcp.server.dependencies import get_access_token, get_http_headers

mcp = FastMCP("weather")


@mcp.tool
def forecast() -> str:
    caller = get_access_token()
    headers = {
        "Authorization": f"Bearer {os.environ['WEATHER_KEY']}",
        "X-Client": caller.client_id,
        "X-Request-Id": get_http_headers().get("x-request-id", ""),
    }
    return requests.get("https://weather.example.com/today", headers=headers).text
