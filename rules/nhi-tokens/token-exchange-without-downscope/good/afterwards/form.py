def form_for(user_token, scope=None):
    form = {"grant_type": "urn:ietf:params:oauth:grant-type:token-exchange", "subject_token": user_token}
    if scope:
        form["scope"] = scope
    return form


def refresh_form(token):
    return {"grant_type": "refresh_token", "refresh_token": token}
