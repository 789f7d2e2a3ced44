import requests


def members(group: str, token: str) -> list:
    url = f"https://directory.harbor.internal/groups/{group}"
    # ok: credential-sent-without-tls-check
    return requests.get(url, headers={"Authorization": token}, verify="harbor-ca.pem").json()
