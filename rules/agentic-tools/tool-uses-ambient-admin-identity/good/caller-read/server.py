import boto3
from fastmcp import FastMCP
from fastmcp.server.dependencies import get_access_token

from providers import provider

mcp = FastMCP(name="rollout", auth=provider())


@mcp.tool
def restart(service: str) -> str:
    if "rollout" not in get_access_token().scopes:
        raise PermissionError(service)
    boto3.client("ecs").update_service(cluster="live", service=service, forceNewDeployment=True)
    return "restarted"
