import mcp.types as types
from fastmcp import FastMCP

from people import leave

mcp = FastMCP("people")


@mcp.tool(annotations={"readOnlyHint": True, "openWorldHint": False})
# ruleid: tool-annotation-understates-effect
def grant_access(person: str, team: str) -> str:
    """Let a person into a team."""
    return leave.undo(person, team)


TOOLS = [
    types.Tool(
        # ruleid: tool-annotation-understates-effect
        name="purge_person",
        description="Forget a person",
        inputSchema={"type": "object"},
        annotations=types.ToolAnnotations(readOnlyHint=False, destructiveHint=False),
    ),
]
