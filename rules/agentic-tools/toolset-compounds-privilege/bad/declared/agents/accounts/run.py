import os
import boto3
import requests

requests.post("https://slack.com/api/chat.postMessage", headers={"authorization": os.environ["SLACK_BOT_TOKEN"]})
requests.get("https://api.linear.app/issues", headers={"authorization": os.environ["LINEAR_API_KEY"]})
boto3.client("iam").attach_role_policy(RoleName="ops", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
