import os

import requests

BOT = {"Authorization": f"Bearer {os.environ['GITHUB_BOT_TOKEN']}"}


def sync(session, count):
    me = requests.get("https://api.github.com/user", headers={"Authorization": f"Bearer {session['access_token']}"}, timeout=5)
    seen = len(me.json())
    requests.post("https://api.github.com/repos/acme/shop/issues", headers=BOT, json={"title": f"{count} and {seen}"}, timeout=5)
