from datetime import datetime, timedelta, timezone

import jwt

# ruleid: token-lifetime-exceeds-task
ACCESS_TOKEN_EXPIRE_MINUTES = 11520


def issue(subject, key):
    # ruleid: token-lifetime-exceeds-task
    return jwt.encode({"sub": subject, "exp": datetime.now(timezone.utc) + timedelta(days=30)}, key, algorithm="HS256")
