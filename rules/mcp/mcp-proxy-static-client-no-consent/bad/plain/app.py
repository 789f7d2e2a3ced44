from fastmcp.server.auth import oidc_proxy


# ruleid: mcp-proxy-static-client-no-consent
auth = oidc_proxy.OIDCProxy(config_url="https://id.example.com/.well-known/openid-configuration", client_id="notes", require_authorization_consent=False, allowed_client_redirect_uris=None)
