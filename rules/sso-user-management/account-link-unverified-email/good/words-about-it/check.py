REFUSED = {
    # ok: account-link-unverified-email
    "social_core.pipeline.social_auth.associate_by_email": "joins accounts by address",
}


def problems(settings) -> list[str]:
    # ok: account-link-unverified-email
    if settings.SOCIALACCOUNT_EMAIL_AUTHENTICATION is True:
        return ["accounts are joined by address"]
    return [REFUSED[step] for step in settings.SOCIAL_AUTH_PIPELINE if step in REFUSED]
