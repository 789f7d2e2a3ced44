import boto3
from fastmcp import FastMCP

mcp = FastMCP("iam-reader")
iam = boto3.client("iam")


@mcp.tool()
def groups_of(user: str) -> list[str]:
    """Names the groups of a user."""
    return [group["GroupName"] for group in iam.list_groups_for_user(UserName=user)["Groups"]]


def onboard(user: str) -> None:
    """Run by the joiners' workflow, and by no agent."""
    # ok: grant-without-approval-gate
    iam.add_user_to_group(UserName=user, GroupName="staff")
