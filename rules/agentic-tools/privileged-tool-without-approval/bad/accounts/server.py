import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("people")
iam = boto3.client("iam")


@mcp.tool()
def add_robot(name: str) -> str:
    """Makes an account for another agent."""
    # ruleid: privileged-tool-without-approval
    iam.create_user(UserName=name)
    return name
