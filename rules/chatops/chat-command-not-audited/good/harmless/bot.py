import boto3
from slack_bolt import App

app = App()


@app.command("/who")
def who(ack, command, respond):
    ack()
    respond(str(boto3.client("iam").list_users()))
