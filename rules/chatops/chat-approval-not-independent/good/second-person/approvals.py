from slack_bolt import App

from deploy import deploy
from requests_kept import take

app = App()


@app.action("approve_release")
def approve(ack, body):
    ack()
    request = take(body["actions"][0]["value"])
    if request is None or request.asked_by == body["user"]["id"]:
        return
    deploy(request.plan)
