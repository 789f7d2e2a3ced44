import jwt
from flask import request

from .keys import client


def current_role():
    token = request.headers["Authorization"].split()[1]
    key = client.get_signing_key_from_jwt(token)
    claims = jwt.decode(token, key.key, algorithms=["RS256"], audience="crm", issuer="https://id.example")
    # ok: jwt-decoded-not-verified
    return claims["role"]
