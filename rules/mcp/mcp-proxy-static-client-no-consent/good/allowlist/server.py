from fastmcp.server.auth import OAuthProxy

from settings import upstream

auth = OAuthProxy(
    **upstream,
    allowed_client_redirect_uris=["https://agents.example.com/callback"],
    require_authorization_consent=False,
)

local = OAuthProxy(
    **upstream,
    allowed_client_redirect_uris=["http://localhost:*", "cursor://anysphere.cursor-mcp/*"],
    require_authorization_consent=False,
)

here = OAuthProxy(**upstream, base_url="http://localhost:8000", require_authorization_consent=False)
