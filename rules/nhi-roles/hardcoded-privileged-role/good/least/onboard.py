import boto3


def prepare(role: str, policy_arn: str, repo, login: str) -> None:
    iam = boto3.client("iam")
    # ok: hardcoded-privileged-role
    iam.attach_role_policy(RoleName=role, PolicyArn="arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess")
    # ok: hardcoded-privileged-role
    iam.attach_role_policy(RoleName=role, PolicyArn=policy_arn)
    # ok: hardcoded-privileged-role
    repo.add_to_collaborators(login, permission="triage")
