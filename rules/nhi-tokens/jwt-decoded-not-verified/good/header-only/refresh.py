import json

import jwt


def key_id(request):
    token = request.headers["authorization"].split(" ")[1]
    # ok: jwt-decoded-not-verified
    return jwt.get_unverified_header(token)["kid"]


def preferences(request):
    stored = json.loads(request.cookies["preferences"])
    # ok: jwt-decoded-not-verified
    return stored["id"]
