import boto3


def task_keys(token, platform_role, task_role):
    platform = boto3.client("sts").assume_role_with_web_identity(
        RoleArn=platform_role, RoleSessionName="pod", WebIdentityToken=token
    )["Credentials"]
    sts = boto3.client("sts", aws_access_key_id=platform["AccessKeyId"], aws_secret_access_key=platform["SecretAccessKey"])
    return sts.assume_role(RoleArn=task_role, RoleSessionName="nightly")
