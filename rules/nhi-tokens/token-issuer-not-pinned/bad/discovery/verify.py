import jwt


def verify(token):
    unverified = jwt.decode(token, options={"verify_signature": False})
    issuer = unverified["iss"].rstrip("/")
    # ruleid: token-issuer-not-pinned
    client = jwt.PyJWKClient(f"{issuer}/.well-known/jwks.json")
    key = client.get_signing_key_from_jwt(token)
    return jwt.decode(token, key.key, algorithms=["RS256"], audience="agents-gateway")
