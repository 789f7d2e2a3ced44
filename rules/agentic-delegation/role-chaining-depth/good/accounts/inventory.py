import boto3

sts = boto3.client("sts")


def each_account(ids):
    sessions = []
    for account in ids:
        answer = sts.assume_role(RoleArn=f"arn:aws:iam::{account}:role/inventory-reader", RoleSessionName="inventory")
        keys = answer["Credentials"]
        sessions.append(boto3.Session(aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"]))
    return sessions
