import jwt

ALLOWED = ("https://a.example", "https://b.example")


def keys_for(token):
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    if issuer not in ALLOWED:
        raise PermissionError(issuer)
    # ok: token-issuer-not-pinned
    return jwt.PyJWKClient(f"{issuer}/keys")
