import os

import httpx
import requests


def token() -> str:
    # ruleid: credential-sent-without-tls-check
    answer = requests.post(
        "https://login.harbor.internal/oauth/token",
        data={"grant_type": "client_credentials", "client_secret": os.environ["CLIENT_SECRET"]},
        verify=False,
    )
    return answer.json()["access_token"]


def members(group: str) -> list:
    headers = {"Accept": "application/json", "Authorization": f"Bearer {token()}"}
    # ruleid: credential-sent-without-tls-check
    return httpx.get(f"https://directory.harbor.internal/groups/{group}", headers=headers, verify=False).json()
