import boto3

from upload import upload_all

iam = boto3.client("iam")


def measure(batch):
    # ruleid: temporary-identity-not-revoked
    iam.create_user(UserName=f"load-test-run-{batch}")
    # ruleid: temporary-identity-not-revoked
    made = iam.create_access_key(UserName=f"load-test-run-{batch}")["AccessKey"]
    upload_all(batch, made["AccessKeyId"], made["SecretAccessKey"])
