from datetime import datetime, timedelta, timezone

import jwt

# ok: token-lifetime-exceeds-task
ACCESS_TOKEN_EXPIRE_MINUTES = 30


def issue(subject, key):
    # ok: token-lifetime-exceeds-task
    return jwt.encode({"sub": subject, "exp": datetime.now(timezone.utc) + timedelta(minutes=15)}, key, algorithm="HS256")
