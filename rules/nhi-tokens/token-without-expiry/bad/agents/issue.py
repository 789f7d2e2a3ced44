from datetime import datetime, timezone

import jwt

from app.keys import signing_key


def token_for(agent: str, scope: list[str]) -> str:
    # ruleid: token-without-expiry
    return jwt.encode(
        {"sub": agent, "scope": " ".join(scope), "iat": datetime.now(timezone.utc)},
        signing_key(),
        algorithm="ES256",
    )
