import base64


def named_in(message_id: str, gmail) -> str:
    message = gmail.users().messages().get(userId="me", id=message_id).execute()
    return base64.urlsafe_b64decode(message["payload"]["body"]["data"]).decode().split(":")[0].strip()
