import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path


def compare(script):
    settings = {"key": os.environ.get("ROUTER_API_KEY", "")}
    fd, tmp_path = tempfile.mkstemp(suffix=".json")
    try:
        os.close(fd)
        Path(tmp_path).write_text(json.dumps(settings), encoding="utf-8")
        return subprocess.run([script, "--config", tmp_path]).returncode
    finally:
        try:
            os.unlink(tmp_path)
        except OSError:
            pass


def sign(package):
    with tempfile.TemporaryDirectory() as home:
        key = Path(home) / "key.asc"
        key.write_text(os.environ["RELEASE_PRIVATE_KEY"])
        subprocess.run(["gpg", "--homedir", home, "--import", str(key)])


def upload(archive):
    folder = tempfile.mkdtemp()
    path = os.path.join(folder, "pypirc")
    with open(path, "w") as file:
        file.write(os.environ["INDEX_PASSWORD"])
    subprocess.run(["twine", "upload", "--config-file", path, archive])
    shutil.rmtree(folder)
