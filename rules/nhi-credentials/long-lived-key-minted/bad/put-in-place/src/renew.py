import boto3

iam = boto3.client("iam")


def renew(user):
    oldest = iam.list_access_keys(UserName=user)["AccessKeyMetadata"][0]
    # ruleid: long-lived-key-minted
    fresh = iam.create_access_key(UserName=user)["AccessKey"]
    iam.delete_access_key(UserName=user, AccessKeyId=oldest["AccessKeyId"])
    return fresh
