import boto3


def onboard(login):
    boto3.client("iam").create_user(UserName=login)
