import boto3
from fastmcp import FastMCP

mcp = FastMCP("joiners")
iam = boto3.client("iam")


@mcp.tool()
def onboard(user: str, team: str) -> str:
    """Puts a new colleague into the group of staff."""
    group = "staff"
    # ok: role-from-untrusted-input
    iam.add_user_to_group(UserName=user, GroupName=group)
    return f"{user} of {team} is in"
