def problem_of(email: str) -> str | None:
    # ok: email-domain-check-bypassable
    if "@" not in email:
        return "an address has an @"
    # ok: email-domain-check-bypassable
    if email.endswith("@example.com"):
        return "an address of your own, please"
    return None
