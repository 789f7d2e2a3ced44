import boto3


def step(session, arn):
    # ruleid: role-chaining-depth
    answer = session.client("sts").assume_role(RoleArn=arn, RoleSessionName="walk")
    keys = answer["Credentials"]
    return boto3.Session(
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )


def walk(arns):
    session = boto3.Session()
    for arn in arns:
        session = step(session, arn)
    return session
