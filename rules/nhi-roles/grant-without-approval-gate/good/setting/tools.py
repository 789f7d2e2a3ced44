import boto3
from agents import Agent, function_tool

iam = boto3.client("iam")


@function_tool(needs_approval=True)
def join_group(user: str, group: str) -> str:
    """Put a user into a group."""
    # ok: grant-without-approval-gate
    iam.add_user_to_group(UserName=user, GroupName=group)
    return "done"


agent = Agent(name="Access desk", tools=[join_group])
