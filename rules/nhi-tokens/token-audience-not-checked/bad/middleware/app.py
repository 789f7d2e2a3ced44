from fastmcp import FastMCP
from fastmcp.server.auth.providers.jwt import JWTVerifier

# ruleid: token-audience-not-checked
verifier = JWTVerifier(jwks_uri="https://login.example.com/keys", issuer="https://login.example.com")
mcp = FastMCP("notes", auth=verifier)
