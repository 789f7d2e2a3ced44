import time

import jwt


def issue(subject, private_key):
    return jwt.encode({"sub": subject, "exp": time.time() + 3600}, private_key, algorithm="RS256")


def read(token, public_key):
    return jwt.decode(token, public_key, algorithms=["RS256"], options={"verify_aud": False})
