from fastmcp import FastMCP
from fastmcp.server.auth import RemoteAuthProvider
from fastmcp.server.auth.providers.jwt import JWTVerifier

# Clients register with the authorization server itself.
verifier = JWTVerifier(jwks_uri="https://id.example.com/jwks", issuer="https://id.example.com", audience="notes")
mcp = FastMCP("notes", auth=RemoteAuthProvider(verifier, ["https://id.example.com"], "https://mcp.example.com"))
