import boto3

from upload import upload_all


def run_upload_task(batch, role):
    session = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName=f"task-{batch}", DurationSeconds=900)
    upload_all(batch, session["Credentials"])
