import subprocess

from mcp.server.fastmcp import FastMCP

mcp = FastMCP("history")


@mcp.tool()
def show_commit(ref: str) -> str:
    """Shows a commit."""
    # ok: tool-argument-to-exec
    return subprocess.check_output(["git", "show", "--stat", "--end-of-options", ref], text=True)


@mcp.tool()
def status(note: str) -> str:
    """Says what is running."""
    # ok: tool-argument-to-exec
    out = subprocess.check_output("docker ps --format '{{.Names}}'", shell=True, text=True)
    return f"{note}: {out}"
