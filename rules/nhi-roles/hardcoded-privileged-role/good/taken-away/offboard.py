import boto3


def restrict(role: str) -> None:
    # ok: hardcoded-privileged-role
    boto3.client("iam").detach_role_policy(RoleName=role, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
