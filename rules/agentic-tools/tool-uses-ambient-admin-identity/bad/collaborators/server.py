import os

from fastmcp import FastMCP
from fastmcp.server.auth.providers.jwt import JWTVerifier
from workos import WorkOSClient

auth = JWTVerifier(jwks_uri="https://id.example.com/jwks", issuer="https://id.example.com", audience="members")
mcp = FastMCP("members", auth=auth)
workos = WorkOSClient(api_key=os.environ["WORKOS_API_KEY"])


@mcp.tool
def remove_member(membership: str) -> str:
    # ruleid: tool-uses-ambient-admin-identity
    workos.user_management.delete_user(user_id=membership)
    return "removed"
