from firebase_admin import auth
from github import Github

from app.settings import ORGANIZATION


def onboard(uid: str, login: str, client: Github) -> None:
    # ruleid: hardcoded-privileged-role
    auth.set_custom_user_claims(uid, {"role": "superadmin", "team": "core"})
    organization = client.get_organization(ORGANIZATION)
    # ruleid: hardcoded-privileged-role
    organization.add_to_members(client.get_user(login), role="admin")
