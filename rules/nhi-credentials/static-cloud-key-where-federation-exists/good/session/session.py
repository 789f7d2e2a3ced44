import boto3


def client_for(task: str, role: str):
    given = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName=task, DurationSeconds=900)["Credentials"]
    # ok: static-cloud-key-where-federation-exists
    return boto3.client(
        "s3",
        aws_access_key_id=given["AccessKeyId"],
        aws_secret_access_key=given["SecretAccessKey"],
        aws_session_token=given["SessionToken"],
    )
