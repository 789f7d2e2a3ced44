import boto3


def enter(role):
    # ruleid: token-lifetime-exceeds-task
    return boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="research-bot", DurationSeconds=14400)["Credentials"]
