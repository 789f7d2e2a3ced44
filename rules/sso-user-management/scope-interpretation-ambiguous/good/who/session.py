import jwt


def session(token, key):
    claims = jwt.decode(token, key, algorithms=["RS256"], issuer="https://sso.acme.dev")
    return {"id": claims["sub"], "signed_in": "openid" in claims["scope"], "staff": claims["role"] == "staff"}
