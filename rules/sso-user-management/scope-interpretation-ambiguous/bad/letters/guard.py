import jwt


def may_delete(token, key):
    claims = jwt.decode(token, key, algorithms=["RS256"], audience="tickets", issuer="https://sso.acme.dev")
    # ruleid: scope-interpretation-ambiguous
    return "delete" in claims.get("scope", "")
