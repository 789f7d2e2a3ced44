import jwt


def is_owner(token, key):
    claims = jwt.decode(token, key, algorithms=["RS256"], issuer=["https://eu.sso.acme.dev", "https://customers.acme.dev"])
    # ruleid: scope-interpretation-ambiguous
    return claims["role"] == "owner"
