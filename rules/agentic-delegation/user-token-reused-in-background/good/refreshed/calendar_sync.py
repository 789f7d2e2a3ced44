import requests
import schedule

from db import events_table, users


def sync():
    for user in users():
        headers = {"Authorization": f"Bearer {user.access_token}"}
        found = requests.get("https://www.googleapis.com/calendar/v3/calendars/primary/events", headers=headers)
        events_table.insert({"user": user.id, "events": found.json()})


schedule.every(30).minutes.do(sync)
