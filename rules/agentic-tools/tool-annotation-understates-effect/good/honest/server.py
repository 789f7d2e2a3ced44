from pathlib import Path

from fastmcp import FastMCP
from mcp.types import ToolAnnotations

mcp = FastMCP("files")


@mcp.tool(annotations=ToolAnnotations(readOnlyHint=False, destructiveHint=True))
def remove_page(name: str) -> None:
    """Delete a page."""
    (Path("pages") / name).unlink()


@mcp.tool(annotations={"readOnlyHint": False, "destructiveHint": False})
def add_page(name: str, text: str) -> None:
    """Write a page that is not there yet."""
    with open(Path("pages") / name, "x") as page:
        page.write(text)


@mcp.tool(annotations={"readOnlyHint": True})
def pages() -> list[str]:
    """All pages."""
    return sorted(path.name for path in Path("pages").iterdir())
