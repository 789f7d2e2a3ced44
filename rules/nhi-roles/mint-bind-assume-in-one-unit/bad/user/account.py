import boto3

iam = boto3.client("iam")


def account(login):
    iam.create_user(UserName=login)
    iam.attach_user_policy(UserName=login, PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
    # ruleid: mint-bind-assume-in-one-unit
    return iam.create_access_key(UserName=login)["AccessKey"]
