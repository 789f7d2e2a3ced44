from fastapi import FastAPI
from google.oauth2 import service_account
from googleapiclient.discovery import build

app = FastAPI()
base = service_account.Credentials.from_service_account_file("/run/secrets/workspace.json")


@app.get("/mailbox")
def mailbox(owner: str):
    # ruleid: impersonation-without-guard
    delegated = base.with_subject(owner)
    return build("gmail", "v1", credentials=delegated).users().labels().list(userId="me").execute()
