def role_of(profile: dict) -> str:
    # ruleid: email-domain-check-bypassable
    if "@harbor.io" in profile["email"]:
        return "staff"
    return "guest"
