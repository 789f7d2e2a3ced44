import boto3
from slack_bolt import App

from records import record_command

app = App()


@app.command("/ship")
def ship(ack, command):
    ack()
    record_command(command["user_id"], command["text"])
    boto3.client("ecs").update_service(cluster="live", service=command["text"], forceNewDeployment=True)
