import base64

from googleapiclient.discovery import build


def steps_in(message_id: str, credentials) -> list[str]:
    """The lines of an alert's mail that name a step."""
    gmail = build("gmail", "v1", credentials=credentials)
    message = gmail.users().messages().get(userId="me", id=message_id).execute()
    text = base64.urlsafe_b64decode(message["payload"]["body"]["data"]).decode()
    return [line for line in text.splitlines() if line.startswith("step:")]
