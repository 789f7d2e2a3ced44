import os

settings = {"github": {"token": os.environ["GITHUB_TOKEN"], "owner": "acme"}}


def show():
    # ruleid: credential-logged
    print(settings["github"])
    print(settings["github"]["owner"])
