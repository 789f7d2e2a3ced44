import jwt


def may_delete(token, key):
    claims = jwt.decode(token, key, algorithms=["RS256"], audience="tickets", issuer="https://sso.acme.dev")
    return "tickets:delete" in claims.get("scope", "").split() and "admin" in claims["roles"]
