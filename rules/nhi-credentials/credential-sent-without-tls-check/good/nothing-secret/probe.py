import requests


def is_up(host: str) -> bool:
    # ok: credential-sent-without-tls-check
    return requests.head(f"https://{host}/health", verify=False, timeout=2).ok
