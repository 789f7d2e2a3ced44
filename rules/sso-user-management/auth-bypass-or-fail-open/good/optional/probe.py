import httpx


def check_if_auth_required(url: str) -> bool:
    try:
        return httpx.get(url, timeout=5).status_code in (401, 403)
    except httpx.RequestError:
        # Unknown: as if it were.
        return True


def is_token_expired(token) -> bool:
    try:
        return token.expires < token.now()
    except AttributeError:
        return True
