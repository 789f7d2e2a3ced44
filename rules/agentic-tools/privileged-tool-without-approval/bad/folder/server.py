import os
import shutil

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("projects")


@mcp.tool()
def drop(project: str) -> str:
    """Removes a project."""
    folder = os.path.join("/srv/projects", project)
    # ruleid: privileged-tool-without-approval
    shutil.rmtree(folder)
    return "gone"
