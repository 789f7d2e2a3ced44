from approvals import ask_human
from members import set_role


def on_task(message):
    if message.get("from_agent") == "planner" and ask_human(message):
        set_role(message["member"], "maintainer")
