import requests


def tickets_of(key):
    return requests.get("https://tracker.acme.dev/tickets", headers={"Authorization": f"Bearer {key}"}, timeout=10).json()
