def language_of(request, user):
    # ok: user-writable-claim-as-authority
    if user.user_metadata.get("language") == "de":
        return "de"
    # ok: user-writable-claim-as-authority
    if request.headers.get("Accept-Language", "").startswith("fr"):
        return "fr"
    return request.cookies.get("language", "en")
