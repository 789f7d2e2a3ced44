import jwt
from flask import abort, request


def require_admin():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    claims = jwt.decode(token, options={"verify_signature": False})
    # ruleid: jwt-decoded-not-verified
    if "admin" not in claims.get("roles", []):
        abort(403)
