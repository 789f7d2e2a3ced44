import requests
from apscheduler.schedulers.background import BackgroundScheduler

from employees import find_employees
from summary import summary

scheduler = BackgroundScheduler()


def post_as(token, text):
    headers = {"Authorization": f"Bearer {token}"}
    # ruleid: user-token-reused-in-background
    requests.post("https://slack.com/api/chat.postMessage", headers=headers, json={"text": text})


def weekly():
    for employee in find_employees(team="platform"):
        post_as(employee.get("slack_access_token"), summary(employee))


scheduler.add_job(weekly, "cron", day_of_week="fri", hour=17)
