from fastmcp import FastMCP

mcp = FastMCP("workshop")


@mcp.tool
def mode(writing: bool) -> str:
    """Allows writing, or not."""
    tool = mcp.find("write")
    tool.enabled = writing
    tool.description = "Writes a file of the workshop."
    return f"writing: {writing}"
