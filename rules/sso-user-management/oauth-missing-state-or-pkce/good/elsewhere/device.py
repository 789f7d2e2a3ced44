import os

import httpx


def start_device():
    return httpx.post(
        "https://github.com/login/device/code",
        data={"client_id": os.environ["DEVICE_CLIENT_ID"], "scope": "read:user"},
    ).json()


def register(redirect_uri):
    return httpx.post(
        f"{os.environ['ISSUER']}/register",
        json={"client_name": "desk", "redirect_uris": [redirect_uri], "response_types": ["code"]},
    ).json()
