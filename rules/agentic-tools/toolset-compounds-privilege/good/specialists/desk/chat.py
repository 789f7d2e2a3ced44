import os

import requests


def post(text: str) -> str:
    """Posts a message."""
    headers = {"authorization": os.environ["SLACK_BOT_TOKEN"]}
    return requests.post("https://slack.com/api/chat.postMessage", headers=headers, json={"text": text}).text


def issues() -> str:
    """Lists issues."""
    return requests.get("https://api.linear.app/issues", headers={"authorization": os.environ["LINEAR_API_KEY"]}).text
