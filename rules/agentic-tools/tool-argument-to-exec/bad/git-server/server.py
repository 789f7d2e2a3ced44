import asyncio
import subprocess

from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("history")


@mcp.tool()
def search_history(words: str, author: str = "") -> str:
    """Searches the messages of commits."""
    # ruleid: tool-argument-to-exec
    found = subprocess.run(f"git log --grep='{words}' --author='{author}'", shell=True, capture_output=True, text=True)
    return found.stdout


@mcp.tool(name="blame")
async def blame(path: str, ctx: Context) -> str:
    line = "git blame " + path
    # ruleid: tool-argument-to-exec
    process = await asyncio.create_subprocess_shell(line, stdout=asyncio.subprocess.PIPE)
    out, _ = await process.communicate()
    return out.decode()
