import uvicorn
from mcp.server.fastmcp import FastMCP
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Mount

from .tokens import Tokens

mcp = FastMCP("files")
app = Starlette(routes=[Mount("/", app=mcp.streamable_http_app())], middleware=[Middleware(Tokens)])

if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=8080)
