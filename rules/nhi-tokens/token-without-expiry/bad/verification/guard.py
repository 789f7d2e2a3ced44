import jwt

from app.keys import public_key


def claims_of(token: str) -> dict:
    # ruleid: token-without-expiry
    return jwt.decode(token, public_key(), algorithms=["RS256"], options={"verify_exp": False, "require": ["sub"]})
