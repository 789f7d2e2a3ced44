import os

from fastmcp import FastMCP
from fastmcp.server.auth.providers.github import GitHubProvider

# ruleid: mcp-proxy-static-client-no-consent
auth = GitHubProvider(
    client_id=os.environ["GITHUB_CLIENT_ID"],
    client_secret=os.environ["GITHUB_CLIENT_SECRET"],
    base_url="https://mcp.example.com",
    require_authorization_consent=False,
)

mcp = FastMCP("notes", auth=auth)
