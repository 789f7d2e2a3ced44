import os

from fastmcp import FastMCP
from fastmcp.server.auth.providers.google import GoogleProvider

mcp = FastMCP(
    "notes",
    auth=GoogleProvider(
        client_id=os.environ["GOOGLE_CLIENT_ID"],
        client_secret=os.environ["GOOGLE_CLIENT_SECRET"],
        base_url="https://mcp.example.com",
        require_authorization_consent=True,
    ),
)
