import json
import os
from pathlib import Path

account = {"name": "desk", "login": {"token": os.environ["DESK_API_KEY"], "host": "desk.example"}}

# ok: credential-persisted-plaintext
Path("name.txt").write_text(account["name"])
# ruleid: credential-persisted-plaintext
Path("login.json").write_text(json.dumps(account["login"]))
