import subprocess


def started():
    subprocess.run(["systemctl", "restart", "desk"], check=True)
