import os
import subprocess


def nightly() -> None:
    # ruleid: delegation-without-attenuation
    subprocess.run(["claude", "-p", "update", "--model", "opus"], env=os.environ)
    # ruleid: delegation-without-attenuation
    subprocess.run("openclaw agent --message 'config'", shell=True, env=os.environ)
