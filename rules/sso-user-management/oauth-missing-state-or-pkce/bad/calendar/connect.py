import os

import msal
from flask import Blueprint, redirect, request, session

pages = Blueprint("calendar", __name__)
office = msal.ConfidentialClientApplication(
    os.environ["ENTRA_CLIENT_ID"], client_credential=os.environ["ENTRA_CLIENT_SECRET"]
)
SCOPES = ["Calendars.ReadWrite"]


@pages.get("/connect")
def connect():
    # ruleid: oauth-missing-state-or-pkce
    return redirect(office.get_authorization_request_url(SCOPES, redirect_uri="https://bot.acme.dev/cb"))


@pages.get("/cb")
def connected():
    answer = office.acquire_token_by_authorization_code(request.args["code"], SCOPES)
    session["calendar"] = answer["access_token"]
    return "Connected."
