import os

import uvicorn
from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.routing import Mount

mcp = FastMCP("files")
app = Starlette(routes=[Mount("/", app=mcp.sse_app())])

if __name__ == "__main__":
    # ruleid: mcp-http-server-unauthenticated
    uvicorn.run(app, host=os.getenv("HOST", "0.0.0.0"), port=8080)
