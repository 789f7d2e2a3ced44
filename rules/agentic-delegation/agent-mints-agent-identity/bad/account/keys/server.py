from mcp.server.fastmcp import FastMCP

from .aws import client_of

mcp = FastMCP("keys")


@mcp.tool()
async def key_for(agent: str) -> str:
    """Makes a key for an agent."""
    iam = client_of("iam")
    # ruleid: agent-mints-agent-identity
    made = iam.create_access_key(UserName=agent)
    return made["AccessKey"]["AccessKeyId"]
