import boto3
from mcp.server.fastmcp import FastMCP

from .desk import ask_owner

mcp = FastMCP("people")
iam = boto3.client("iam")


@mcp.tool()
def add_robot(name: str) -> str:
    """Makes an account for another agent."""
    if not ask_owner(f"An account for {name}?"):
        return "refused"
    # ok: privileged-tool-without-approval
    iam.create_user(UserName=name)
    return name
