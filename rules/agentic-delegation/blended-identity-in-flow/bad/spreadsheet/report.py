import msal
import requests
from google.oauth2 import service_account
from googleapiclient.discovery import build

robot = service_account.Credentials.from_service_account_file("robot.json")
sheets = build("sheets", "v4", credentials=robot)
app = msal.ConfidentialClientApplication("desk")


def report(assertion):
    granted = app.acquire_token_on_behalf_of(assertion, scopes=["Calendars.Read"])
    headers = {"Authorization": "Bearer " + granted["access_token"]}
    meetings = requests.get("https://graph.microsoft.com/v1.0/me/events", headers=headers, timeout=10).json()
    rows = [[one["subject"]] for one in meetings["value"]]
    # ruleid: blended-identity-in-flow
    sheets.spreadsheets().values().append(spreadsheetId="1a", range="A1", body={"values": rows}).execute()
