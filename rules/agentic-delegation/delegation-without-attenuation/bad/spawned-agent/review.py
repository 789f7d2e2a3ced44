import os
import subprocess


def review(prompt: str, folder: str) -> str:
    variables = os.environ.copy()
    variables["REVIEW"] = "1"
    # ruleid: delegation-without-attenuation
    done = subprocess.run(["codex", "exec", prompt], cwd=folder, env=variables, capture_output=True, text=True)
    return done.stdout
