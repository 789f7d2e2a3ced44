import boto3

iam = boto3.client("iam")


def role_for_job(trust):
    owner = boto3.client("sts").get_caller_identity()["UserId"]
    role = f"job-{owner}"
    iam.create_role(RoleName=role, AssumeRolePolicyDocument=trust)
    iam.attach_role_policy(RoleName=role, PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess")
