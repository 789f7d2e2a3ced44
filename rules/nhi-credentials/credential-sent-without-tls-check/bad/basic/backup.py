import requests

session = requests.Session()


def backup(name: str, user: str, password: str) -> bytes:
    # ruleid: credential-sent-without-tls-check
    return session.get(f"https://vault.harbor.internal/{name}", auth=(user, password), verify=False, timeout=30).content


def revoke(token: str) -> None:
    # ruleid: credential-sent-without-tls-check
    session.delete("https://vault.harbor.internal/v1/self", headers={"Private-Token": token}, verify=False)
