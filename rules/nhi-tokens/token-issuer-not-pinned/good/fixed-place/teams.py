import jwt
import requests


def prices(token):
    claims = jwt.decode(token, options={"verify_signature": False})
    # ok: token-issuer-not-pinned
    return requests.get(f"https://prices.example/plans/{claims['plan']}").json()
