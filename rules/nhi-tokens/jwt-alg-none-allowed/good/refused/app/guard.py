import jwt
from app.errors import Unsigned

REFUSED = ["none"]


def claims_of(token: str, key: str) -> dict:
    # ok: jwt-alg-none-allowed
    if jwt.get_unverified_header(token).get("alg", "none").lower() in REFUSED:
        raise Unsigned(token)
    return jwt.decode(token, key, algorithms=["HS256"])
