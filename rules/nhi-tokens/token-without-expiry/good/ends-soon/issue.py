from datetime import datetime, timedelta, timezone

import jwt


def token_for(agent: str, key: str, claims: dict) -> tuple[str, str]:
    end = datetime.now(timezone.utc) + timedelta(minutes=10)
    # ok: token-without-expiry
    dated = jwt.encode({"sub": agent, "exp": end}, key, algorithm="HS256")
    # ok: token-without-expiry
    rest = jwt.encode({"sub": agent, **claims}, key, algorithm="HS256")
    return dated, rest
