import boto3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("secrets")
vault = boto3.client("secretsmanager")


@mcp.tool()
def secret(name: str) -> str:
    """Looks a secret up."""
    found = vault.get_secret_value(SecretId=name)
    # ruleid: credential-to-llm-context
    return found["SecretString"]
