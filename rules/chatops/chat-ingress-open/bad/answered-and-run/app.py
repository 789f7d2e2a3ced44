import os

from slack_bolt import App

from desk import run_agent

app = App(token=os.environ["SLACK_BOT_TOKEN"])


# ruleid: chat-ingress-open
@app.action("confirm_sources")
def confirmed(ack, body):
    ack()
    run_agent(body["state"])
