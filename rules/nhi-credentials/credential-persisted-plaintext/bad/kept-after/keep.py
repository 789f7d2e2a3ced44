import os
import shutil
from pathlib import Path


def keep(answer, home):
    path = Path(home) / "token"
    if path.exists():
        path.unlink()
    # ruleid: credential-persisted-plaintext
    path.write_text(answer["refresh_token"])
    shutil.rmtree(os.path.join(home, "cache"))


def replace(answer, path):
    part = path + ".part"
    try:
        with open(part, "w") as file:
            # ruleid: credential-persisted-plaintext
            file.write(answer["access_token"])
        os.replace(part, path)
    finally:
        if os.path.exists(part):
            os.unlink(part)


def sign_in(answer, path):
    # ruleid: credential-persisted-plaintext
    path.write_text(answer["access_token"])


def sign_out(path):
    path.unlink()
