import httpx


def token_for_sub_agent(endpoint, user_token, client):
    # ruleid: token-exchange-without-downscope
    form = {
        "grant_type": "urn:ietf:params:oauth:grant-type:token-exchange",
        "client_id": client,
        "subject_token": user_token,
        "subject_token_type": "urn:ietf:params:oauth:token-type:access_token",
    }
    return httpx.post(endpoint, data=form).json()["access_token"]
