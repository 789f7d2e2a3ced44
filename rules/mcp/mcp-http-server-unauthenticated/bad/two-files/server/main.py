import os

from .tools import mcp

if __name__ == "__main__":
    # ruleid: mcp-http-server-unauthenticated
    mcp.run(transport="http", host="0.0.0.0", port=int(os.environ.get("PORT", "8000")))
