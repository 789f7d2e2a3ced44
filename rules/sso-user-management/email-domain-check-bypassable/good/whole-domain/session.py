import re

DOMAINS = {"harbor.io"}


def is_staff(profile: dict) -> bool:
    domain = profile["email"].lower().rpartition("@")[2]
    # ok: email-domain-check-bypassable
    return profile["email_verified"] and domain in DOMAINS


def is_auditor(email: str) -> bool:
    # ok: email-domain-check-bypassable
    return email.endswith("@audit.harbor.io") or re.fullmatch(r"[a-z]+@harbor\.io", email) is not None
