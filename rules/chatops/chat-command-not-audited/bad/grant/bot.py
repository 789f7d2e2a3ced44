import boto3
from slack_bolt import App

app = App()
iam = boto3.client("iam")


@app.command("/letin")
def let_in(ack, command, respond):
    ack()
    # ruleid: chat-command-not-audited
    iam.attach_user_policy(UserName=command["text"], PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    respond("done")
