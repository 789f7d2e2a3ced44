def check_token_missing(settings):
    # ok: auth-bypass-or-fail-open
    if not settings.api_key:
        return True
    return False
