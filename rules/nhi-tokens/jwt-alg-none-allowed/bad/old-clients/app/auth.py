from authlib.jose import JsonWebToken
from jose import jwt as jose_jwt

from app.keys import load_jwks

# Clients before 3.2 sent their tokens without a signature.
# ruleid: jwt-alg-none-allowed
codec = JsonWebToken(["RS256", "none"])


def claims_of(token: str):
    return codec.decode(token, load_jwks())


def legacy_claims_of(token: str):
    accepted = ("HS256", "NONE")
    # ruleid: jwt-alg-none-allowed
    return jose_jwt.decode(token, load_jwks(), algorithms=accepted, audience="billing")
