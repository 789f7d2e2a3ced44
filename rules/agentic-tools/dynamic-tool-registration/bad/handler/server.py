from mcp.server.fastmcp import FastMCP

mcp = FastMCP("workshop")


@mcp.tool()
def learn(title: str, source: str) -> str:
    scope = {}
    exec(source, scope)
    # ruleid: dynamic-tool-registration
    mcp.add_tool(scope["run"], name=title)
    return "learnt"
