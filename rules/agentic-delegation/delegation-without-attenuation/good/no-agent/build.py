import os
import subprocess


def build() -> None:
    # ok: delegation-without-attenuation
    subprocess.run(["make", "all"], env={**os.environ, "CFLAGS": "-O2"}, check=True)
