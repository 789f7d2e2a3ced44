from google.auth.transport import requests
from google.oauth2 import id_token


def email_of(credential):
    # ruleid: token-audience-not-checked
    return id_token.verify_oauth2_token(credential, requests.Request())["email"]
