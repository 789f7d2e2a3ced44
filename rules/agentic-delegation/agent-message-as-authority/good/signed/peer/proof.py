import hmac

from .keys import peer_key


def verify_sender(signature, body):
    expected = hmac.new(peer_key(), body, "sha256").hexdigest()
    if not hmac.compare_digest(signature, expected):
        raise PermissionError("sender")
