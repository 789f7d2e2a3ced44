import boto3
from googleapiclient import discovery

ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess"


def prepare(role: str, project: str, member: str) -> None:
    # ruleid: hardcoded-privileged-role
    boto3.client("iam").attach_role_policy(RoleName=role, PolicyArn=ADMINISTRATOR)
    crm = discovery.build("cloudresourcemanager", "v1")
    policy = crm.projects().getIamPolicy(resource=project).execute()
    # ruleid: hardcoded-privileged-role
    policy["bindings"].append({"role": "roles/owner", "members": [member]})
    crm.projects().setIamPolicy(resource=project, body={"policy": policy}).execute()
