from mcp.server.fastmcp import FastMCP

from .accounts import make_account
from .tokens import Verifier, settings

mcp = FastMCP("accounts", token_verifier=Verifier(), auth=settings)


@mcp.tool()
async def account(login: str) -> str:
    """Makes an account."""
    return make_account(login)
