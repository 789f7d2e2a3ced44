import base64
import os


def generate_auth_token():
    """Prints the header that a client is configured with."""
    client = os.environ["DESK_CLIENT_ID"]
    secret = os.environ["DESK_CLIENT_SECRET"]
    print("Copy this into the settings of your client:")
    encoded = base64.b64encode(f"{client}:{secret}".encode()).decode()
    # ok: credential-logged
    print(f"Authorization: Basic {encoded}")
    # ok: credential-logged
    print(f"X-Client-Secret: {secret}")


def demo(context, result):
    token = result.get("refresh_token")
    context.console.warn("This will not be shown again.")
    # ok: credential-logged
    context.console.info(token)
