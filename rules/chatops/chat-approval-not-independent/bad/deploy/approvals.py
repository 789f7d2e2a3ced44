import subprocess

from slack_bolt import App

app = App()


@app.action("approve_plan")
def approve(ack, body, say):
    ack()
    plan = body["actions"][0]["value"]
    # ruleid: chat-approval-not-independent
    subprocess.run(["terraform", "apply", plan], check=True)
    say(f"<@{body['user']['id']}> approved {plan}")
