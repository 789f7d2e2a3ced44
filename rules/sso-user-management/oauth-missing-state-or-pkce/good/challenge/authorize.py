import base64
import hashlib
import os
import secrets
from urllib.parse import urlencode


def authorize(back):
    verifier = secrets.token_urlsafe(64)
    digest = hashlib.sha256(verifier.encode()).digest()
    query = {
        "client_id": os.environ["TIDAL_CLIENT_ID"],
        "redirect_uri": back,
        "response_type": "code",
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return verifier, f"https://login.tidal.com/authorize?{urlencode(query)}"
