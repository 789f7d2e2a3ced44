import os

from authlib.integrations.requests_client import OAuth2Session
from flask import Blueprint, redirect, session
from google_auth_oauthlib.flow import Flow

pages = Blueprint("login", __name__)


@pages.get("/login")
def login():
    client = OAuth2Session(os.environ["CRM_ID"], os.environ["CRM_SECRET"], scope="openid")
    address, session["begun"] = client.create_authorization_url(os.environ["CRM_AUTHORIZE"])
    return redirect(address)


@pages.get("/drive")
def drive():
    flow = Flow.from_client_secrets_file("client.json", scopes=["https://www.googleapis.com/auth/drive.file"])
    address, session["drive"] = flow.authorization_url(access_type="offline")
    return redirect(address)
