import os
import boto3
import requests

requests.get("https://api.stripe.com/v1/charges", auth=(os.environ["STRIPE_SECRET_KEY"], ""))
# ruleid: blast-radius-over-budget
boto3.client("iam").attach_role_policy(RoleName="ops", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
