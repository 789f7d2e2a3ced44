from fastmcp import FastMCP
from fastmcp.server.dependencies import get_http_headers
from github import Github

mcp = FastMCP("repositories")


@mcp.tool
def open_issues(repository: str) -> int:
    presented = get_http_headers()["authorization"].removeprefix("Bearer ")
    # ruleid: mcp-token-passthrough
    return Github(presented).get_repo(repository).open_issues_count
