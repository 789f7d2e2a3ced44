import boto3


def attach():
    account = boto3.client("sts").get_caller_identity()["Account"]
    boto3.client("iam").attach_role_policy(
        RoleName="notebook-" + account, PolicyArn=f"arn:aws:iam::{account}:policy/notebook"
    )
