from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build


def service_for(kept):
    credentials = Credentials(None, refresh_token=kept, token_uri="https://oauth2.googleapis.com/token")
    return build("gmail", "v1", credentials=credentials)


def answer(service, thread, text):
    body = {"threadId": thread, "raw": text}
    service.users().messages().send(userId="me", body=body).execute()
