import boto3
from fastmcp import FastMCP

from providers import provider

mcp = FastMCP(name="rollout", instructions="Restarts services.", auth=provider())


@mcp.tool(name="restart")
def restart(service: str) -> str:
    ecs = boto3.client("ecs")
    # ruleid: tool-uses-ambient-admin-identity
    ecs.update_service(cluster="live", service=service, forceNewDeployment=True)
    return "restarted"
