import os

ADMINS = os.environ.get("ADMIN_EMAILS", "").split(",")
CONTACT = "office@harbourlight.example"


def is_admin(user) -> bool:
    return user.email in ADMINS


def login(username: str, password: str) -> bool:
    return username == os.environ["ADMIN_NAME"] and password == os.environ["ADMIN_PASSWORD"]
