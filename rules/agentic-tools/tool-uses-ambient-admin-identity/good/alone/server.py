import boto3
from fastmcp import FastMCP

from providers import provider

mcp = FastMCP(name="services", auth=provider())


@mcp.tool
def services() -> list[str]:
    # Everybody who is signed in may see them.
    return boto3.client("ecs").list_services(cluster="live")["serviceArns"]
