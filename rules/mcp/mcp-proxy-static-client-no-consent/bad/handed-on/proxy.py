from fastmcp.server.auth import OAuthProxy

from settings import settings


def make_auth(verifier):
    # ruleid: mcp-proxy-static-client-no-consent
    return OAuthProxy(
        upstream_authorization_endpoint=settings.authorize,
        upstream_token_endpoint=settings.token,
        upstream_client_id=settings.client_id,
        upstream_client_secret=settings.client_secret,
        token_verifier=verifier,
        base_url=settings.base_url,
        allowed_client_redirect_uris=["*"],
        require_authorization_consent=False,
    )
