import os
import subprocess

from app.environment import without_secrets


def review(prompt: str) -> subprocess.CompletedProcess:
    # ok: delegation-without-attenuation
    return subprocess.run(["claude", "-p", prompt], env=without_secrets(os.environ), check=False)
