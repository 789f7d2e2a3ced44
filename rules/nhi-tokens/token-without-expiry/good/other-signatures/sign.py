import json

from itsdangerous import URLSafeTimedSerializer


def link(email: str, key: str) -> str:
    # ok: token-without-expiry
    return URLSafeTimedSerializer(key).dumps({"email": email})


def body(message: dict) -> bytes:
    # ok: token-without-expiry
    return json.JSONEncoder().encode({"message": message}).encode("utf-8")
