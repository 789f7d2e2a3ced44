from datetime import datetime, timedelta

import jwt


def make_refresh_token(subject, key):
    # ok: token-lifetime-exceeds-task
    return jwt.encode({"sub": subject, "exp": datetime.utcnow() + timedelta(days=30)}, key)


# Not a token at all.
# ok: token-lifetime-exceeds-task
KEEP = timedelta(days=90)
