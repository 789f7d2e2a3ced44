import boto3
from pydantic_ai import Agent

agent = Agent("anthropic:claude-sonnet-4-5")
iam = boto3.client("iam")


@agent.tool_plain
def join_group(user: str, group: str) -> str:
    """Put a user into a group."""
    # ruleid: grant-without-approval-gate
    iam.add_user_to_group(UserName=user, GroupName=group)
    return "done"
