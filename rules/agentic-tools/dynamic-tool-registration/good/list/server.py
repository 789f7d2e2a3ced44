from mcp.server.fastmcp import FastMCP

from .desk import close, find, reopen

desk = FastMCP("desk")
for one in (find, close, reopen):
    # ok: dynamic-tool-registration
    desk.add_tool(one, name=one.__name__)
