import os

from flask import Blueprint, request
from flask_login import login_required
from workos import WorkOSClient

workos = WorkOSClient(api_key=os.environ["WORKOS_API_KEY"], client_id="client_1")
invites = Blueprint("invites", __name__)


@invites.post("/invites")
@login_required
def invite():
    wanted = request.get_json()
    # ruleid: grant-without-authorization-check
    workos.user_management.send_invitation(email=wanted["email"], organization_id=wanted["org"], role_slug="admin")
    return "", 204
