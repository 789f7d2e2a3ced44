import hashlib
import hmac
import os

SECRET = os.environ.get("HOOK_SECRET")


def verify_signature(body: bytes, signature: str) -> bool:
    if not SECRET:
        raise RuntimeError("HOOK_SECRET is not set")
    return hmac.compare_digest(hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest(), signature)


def is_authorized(user, action, service) -> bool:
    try:
        return service.decide(user, action)
    except TimeoutError:
        return False
