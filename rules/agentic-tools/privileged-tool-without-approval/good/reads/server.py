import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("people")
iam = boto3.client("iam")


@mcp.tool()
def robots() -> list[str]:
    """Lists the accounts of agents."""
    # ok: privileged-tool-without-approval
    return [user["UserName"] for user in iam.list_users(PathPrefix="/agents/")["Users"]]


def forget(name):
    iam.delete_user(UserName=name)
