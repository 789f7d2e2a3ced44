import runpy

from fastmcp import FastMCP

mcp = FastMCP("workbench")


@mcp.tool()
def define_tool(name: str, source_code: str) -> str:
    place = f"/srv/tools/{name}.py"
    with open(place, "w") as file:
        file.write(source_code)
    # ruleid: generated-code-hot-loaded
    added = runpy.run_path(place)
    mcp.add_tool(added["handler"])
    return "added"
