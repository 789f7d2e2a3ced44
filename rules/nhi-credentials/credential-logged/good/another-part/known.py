import os

from store import get_secret


def look_up():
    known = get_secret(os.environ["DESK_SECRET"])
    print("looked for", known)


def done():
    print("Sent with task token " + os.environ["TASK_TOKEN"])


def until(session):
    token = session["access_token"]
    print("The token ends at", token.expires_at)
