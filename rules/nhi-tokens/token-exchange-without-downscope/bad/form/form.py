from authlib.integrations.httpx_client import OAuth2Client

EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange"


def exchanged(client: OAuth2Client, endpoint: str, user_token: str):
    # ruleid: token-exchange-without-downscope
    return client.fetch_token(endpoint, grant_type=EXCHANGE, subject_token=user_token)
