import requests


def events_of(user_token: str) -> list:
    answer = requests.get(
        "https://www.googleapis.com/calendar/v3/calendars/primary/events",
        headers={"Authorization": f"Bearer {user_token}"},
        timeout=10,
    )
    return answer.json()["items"]
