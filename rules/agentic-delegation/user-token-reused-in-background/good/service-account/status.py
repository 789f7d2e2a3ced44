import os

import requests
import schedule

from employees import employees
from summary import summary


def weekly():
    headers = {"Authorization": f"Bearer {os.environ['STATUS_BOT_TOKEN']}"}
    for user in employees():
        text = f"{user.name}: {summary(user.id)}"
        requests.post("https://slack.com/api/chat.postMessage", headers=headers, json={"text": text})


schedule.every().friday.do(weekly)
