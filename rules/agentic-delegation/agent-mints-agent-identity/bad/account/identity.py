import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("identities")
agentcore = boto3.client("bedrock-agentcore-control")


@mcp.tool()
async def new_identity(name: str) -> str:
    """Makes an identity for an agent."""
    # ruleid: agent-mints-agent-identity
    made = agentcore.create_workload_identity(name=name)
    return made["workloadIdentityArn"]
