import subprocess

from fastmcp import FastMCP

mcp = FastMCP("branches")


@mcp.tool(annotations={"readOnlyHint": True})
def updates_since(day: str, ec2) -> str:
    """What changed since a day."""
    ec2.describe_instances(InstanceIds=[day])
    return subprocess.run(["git", "log", "--since", day], capture_output=True, text=True).stdout


@mcp.tool(annotations={"readOnlyHint": True})
def removed_members() -> str:
    """Who has left."""
    return open("left.txt").read()


def prune() -> None:
    subprocess.run(["git", "push", "--prune"], check=True)
