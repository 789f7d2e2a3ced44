import os

from .tokens import find_token


def check_access_token(request) -> bool:
    # ruleid: auth-bypass-or-fail-open
    if os.getenv("SKIP_AUTH") == "1" or request.client.host == "127.0.0.1":
        return True
    return find_token(request.headers.get("authorization")) is not None
