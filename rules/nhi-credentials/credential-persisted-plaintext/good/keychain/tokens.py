import json
from pathlib import Path

import keyring


def keep(answer, path: Path):
    keyring.set_password("calendar", "refresh", answer["refresh_token"])
    # ok: credential-persisted-plaintext
    path.write_text(json.dumps({"expires_in": answer["expires_in"], "kept": bool(answer["refresh_token"])}))
