import httpx
from azure.identity import OnBehalfOfCredential
from fastmcp import FastMCP
from fastmcp.server.dependencies import get_access_token

mcp = FastMCP("calendar")


@mcp.tool
def events(tenant: str, client: str, secret: str) -> dict:
    delegated = OnBehalfOfCredential(tenant, client, client_secret=secret, user_assertion=get_access_token().token)
    token = delegated.get_token("https://graph.microsoft.com/Calendars.Read").token
    return httpx.get("https://graph.microsoft.com/v1.0/events", headers={"Authorization": f"Bearer {token}"}).json()
