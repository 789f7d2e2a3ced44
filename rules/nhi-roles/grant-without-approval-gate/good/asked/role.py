import boto3
from langchain_core.tools import tool

from desk.approvals import require_approval

iam = boto3.client("iam")


@tool
def attach_policy(role: str, policy: str) -> str:
    """Attaches a policy to a role."""
    require_approval(action="attach", role=role, policy=policy)
    # ok: grant-without-approval-gate
    iam.attach_role_policy(RoleName=role, PolicyArn=policy)
    return "attached"
