import boto3


def remove_user(login):
    iam = boto3.client("iam")
    iam.delete_login_profile(UserName=login)
    iam.delete_user(UserName=login)
