import boto3

iam = boto3.client("iam")


def make_role(name, trust):
    iam.create_role(RoleName=name, AssumeRolePolicyDocument=trust)
    # ok: mint-bind-assume-in-one-unit
    iam.attach_role_policy(RoleName=name, PolicyArn="arn:aws:iam::111122223333:policy/task")


def check(other):
    return boto3.client("sts").assume_role(RoleArn=other, RoleSessionName="check")
