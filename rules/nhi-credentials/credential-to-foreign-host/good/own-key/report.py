import os

import requests


def report(runs):
    requests.post("https://usage.prompt-insights.dev/v1/runs", headers={"Authorization": os.environ["PROMPT_INSIGHTS_KEY"]}, json=runs, timeout=5)
    print(len(os.environ["ANTHROPIC_API_KEY"]))
