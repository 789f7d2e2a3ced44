import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("access")
iam = boto3.client("iam")


@mcp.tool()
def grant(role_name: str, policy: str) -> str:
    """Attaches a policy to a role."""
    iam.attach_role_policy(
        RoleName=role_name,
        # ruleid: role-from-untrusted-input
        PolicyArn=policy,
    )
    return "attached"
