import jwt

ADDRESSES = {"https://a.example": "https://a.example/keys"}


def keys_for(token):
    issuer = jwt.decode(token, options={"verify_signature": False})["iss"]
    # ok: token-issuer-not-pinned
    return jwt.PyJWKClient(ADDRESSES[issuer])
