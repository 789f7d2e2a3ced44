import json

import boto3
import pika

iam = boto3.client("iam")
TRUSTED_AGENTS = {"planner", "auditor"}


def on_task(channel, method, properties, body):
    message = json.loads(body)
    if message["from_agent"] in TRUSTED_AGENTS:
        # ruleid: agent-message-as-authority
        iam.attach_user_policy(UserName=message["user"], PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")


connection = pika.BlockingConnection()
connection.channel().basic_consume("tasks", on_task)
