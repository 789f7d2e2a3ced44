import boto3


def spoke_client(hub_arn, spoke_arn):
    hub = boto3.client("sts").assume_role(RoleArn=hub_arn, RoleSessionName="reporting")
    keys = hub["Credentials"]
    in_hub = boto3.Session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    ).client("sts")
    # ruleid: role-chaining-depth
    return in_hub.assume_role(RoleArn=spoke_arn, RoleSessionName="reporting")
