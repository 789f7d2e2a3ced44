from jose import jwt

KEY = "from-the-vault"


def invite_link(email: str, team: str) -> str:
    # ruleid: token-without-expiry
    token = jwt.encode({"email": email, "team": team}, KEY, "HS256")
    return f"https://app.harbor.io/join?t={token}"
