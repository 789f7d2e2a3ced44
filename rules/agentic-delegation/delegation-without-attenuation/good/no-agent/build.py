import os
import subprocess


def build() -> None:
    # ok: delegation-without-attenuation
    subprocess.run(["make", "all"], env={**os.environ, "CFLAGS": "-O2"}, check=True)


def sign_in() -> None:
    # A person signs in; no work is handed over.
    # ok: delegation-without-attenuation
    subprocess.run(["codex", "login"], env={**os.environ, "BROWSER": "/usr/bin/false"}, check=True)
