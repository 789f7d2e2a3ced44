import boto3

from cleanup import cleaned_up
from upload import upload_all


def run_upload_task(user, batch):
    iam = boto3.client("iam")
    made = iam.create_access_key(UserName=user)["AccessKey"]
    with cleaned_up(user, made["AccessKeyId"]):
        upload_all(batch, made["AccessKeyId"], made["SecretAccessKey"])
