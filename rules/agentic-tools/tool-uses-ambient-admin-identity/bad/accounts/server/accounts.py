import boto3

iam = boto3.client("iam")


def make_account(login):
    # ruleid: tool-uses-ambient-admin-identity
    iam.create_user(UserName=login)
    return login
