import os
import secrets

import msal
from flask import Blueprint, abort, redirect, request, session

pages = Blueprint("calendar", __name__)
office = msal.ConfidentialClientApplication(os.environ["ENTRA_CLIENT_ID"])
SCOPES = ["Calendars.Read"]


@pages.get("/connect")
def connect():
    session["started"] = secrets.token_urlsafe()
    return redirect(
        office.get_authorization_request_url(SCOPES, state=session["started"], redirect_uri="https://bot.acme.dev/cb")
    )


@pages.get("/cb")
def connected():
    if request.args.get("state") != session.pop("started", None):
        abort(400)
    return "Connected."
