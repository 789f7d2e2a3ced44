from fastmcp import FastMCP
from fastmcp.server.auth import JWTVerifier

mcp = FastMCP("warehouse", auth=JWTVerifier(jwks_uri="https://sso.acme.dev/jwks", issuer="https://sso.acme.dev", audience="warehouse"))


@mcp.tool
def query(sql: str) -> str:
    """Asks the warehouse."""
    return sql
