import os

import jwt

ISSUER = os.environ["OIDC_ISSUER"]
# ok: token-issuer-not-pinned
KEYS = jwt.PyJWKClient(f"{ISSUER}/.well-known/jwks.json")


def verify(token):
    kid = jwt.get_unverified_header(token)["kid"]
    return jwt.decode(token, KEYS.get_signing_key(kid).key, algorithms=["RS256"], issuer=ISSUER, audience="gateway")
