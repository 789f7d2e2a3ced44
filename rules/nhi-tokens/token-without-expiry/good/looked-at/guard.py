import jwt


def claims_of(token: str, key: str) -> dict:
    # ok: token-without-expiry
    return jwt.decode(token, key, algorithms=["RS256"], options={"require": ["exp"], "verify_exp": True})


def key_id(token: str) -> str:
    # ok: token-without-expiry
    return jwt.decode(token, options={"verify_signature": False, "verify_exp": False})["kid"]
