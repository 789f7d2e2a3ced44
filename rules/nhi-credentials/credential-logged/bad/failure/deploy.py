import json
import os

import requests


def request_options():
    key = os.getenv("REGISTRY_API_KEY", "").strip()
    return {"timeout": 20, "auth": ("ci", key)}


def publish(path):
    options = request_options()
    answer = requests.put("https://registry.example/packages", data=open(path, "rb"), **options)
    if answer.status_code >= 400:
        print("publish failed", answer.status_code, options["timeout"])
        # ruleid: credential-logged
        print("options were {}".format(json.dumps(options)))
