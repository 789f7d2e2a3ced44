import requests
from agents import function_tool


@function_tool
def read_page(url: str) -> str:
    """Reads a page."""
    return requests.get(url).text
