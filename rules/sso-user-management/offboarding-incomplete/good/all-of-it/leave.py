import boto3
from workos import WorkOSClient

client = WorkOSClient()


def offboard(login, membership, user):
    client.user_management.deactivate_organization_membership(organization_membership_id=membership)
    for one in client.user_management.list_sessions(user_id=user):
        client.user_management.revoke_session(session_id=one.id)
    iam = boto3.client("iam")
    iam.delete_login_profile(UserName=login)
    for key in iam.list_access_keys(UserName=login)["AccessKeyMetadata"]:
        iam.update_access_key(UserName=login, AccessKeyId=key["AccessKeyId"], Status="Inactive")
