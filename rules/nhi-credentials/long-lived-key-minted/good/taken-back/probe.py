import boto3

from buckets import probe

iam = boto3.client("iam")


def try_access(user):
    key = iam.create_access_key(UserName=user)["AccessKey"]
    try:
        probe(key)
    finally:
        iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
