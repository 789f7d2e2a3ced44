import os
import shutil
import tempfile

from mcp.server.fastmcp import FastMCP

from archive import unpack

mcp = FastMCP("archive")


def cache():
    return os.path.join(tempfile.gettempdir(), "archive-cache")


@mcp.tool()
def count(url: str) -> int:
    """Counts the files of an archive."""
    folder = tempfile.mkdtemp()
    try:
        return unpack(url, folder)
    except OSError:
        shutil.rmtree(cache())
        return 0
    finally:
        shutil.rmtree(folder, ignore_errors=True)
