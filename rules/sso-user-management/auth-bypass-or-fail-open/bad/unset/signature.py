import hashlib
import hmac
import logging
import os

HOOK_SECRET = os.environ.get("HOOK_SECRET")


def verify_delivery_signature(body: bytes, signature: str) -> bool:
    # ruleid: auth-bypass-or-fail-open
    if not HOOK_SECRET:
        logging.warning("HOOK_SECRET is not set")
        return True
    expected = hmac.new(HOOK_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, signature)
