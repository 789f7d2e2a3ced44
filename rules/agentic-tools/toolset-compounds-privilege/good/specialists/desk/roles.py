import boto3


def attach(role: str) -> str:
    policy = "arn:aws:iam::aws:policy/AdministratorAccess"
    boto3.client("iam").attach_role_policy(RoleName=role, PolicyArn=policy)
    return "done"
