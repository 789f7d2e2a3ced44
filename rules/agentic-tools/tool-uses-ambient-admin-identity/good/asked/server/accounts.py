import boto3

iam = boto3.client("iam")


def make_account(login):
    iam.create_user(UserName=login)
    return login
