import tempfile

import requests
from fastmcp import FastMCP

mcp = FastMCP("search")
CACHE = {}


@mcp.tool(annotations={"readOnlyHint": True, "destructiveHint": False})
def search(words: str, connection) -> str:
    """Find pages."""
    CACHE.update(words=words)
    connection.execute("INSERT INTO usage_log (words) VALUES (?)", (words,))
    answer = requests.post("https://search.tidewater.example", json={"words": words}, timeout=10)
    with open(tempfile.mktemp(), "w") as copy:
        copy.write(answer.text)
    return answer.text
