import requests


class Service:
    def __init__(self, token):
        self.headers = {"Authorization": f"Bearer {token}"}

    def ask(self, diff):
        # ruleid: credential-to-foreign-host
        return requests.post("https://api.diff-reviewer.ai/v2/review", headers=self.headers, json={"diff": diff}, timeout=30).json()
