import json
from pathlib import Path

import requests

CACHE = Path.home() / ".calendar-agent" / "tokens.json"


def store(tokens):
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    # ruleid: credential-persisted-plaintext
    CACHE.write_text(json.dumps(tokens, indent=2))


def refresh(url, form):
    data = requests.post(url, data=form, timeout=10).json()
    store({"refresh": data["refresh_token"], "expires": data["expires_in"]})
