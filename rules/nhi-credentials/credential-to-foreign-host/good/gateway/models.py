import os

import httpx

HEADERS = {"Authorization": "Bearer " + os.environ["GITHUB_TOKEN"]}


def pulls():
    return httpx.get("https://github.acme.dev/api/v3/repos/acme/shop/pulls", headers=HEADERS).json()


def proxied():
    return httpx.get("http://127.0.0.1:8080/pulls", headers=HEADERS).json()
