import jwt
from fastmcp.server.auth.providers.jwt import JWTVerifier
from google.auth.transport import requests
from google.oauth2 import id_token

verifier = JWTVerifier(jwks_uri="https://login.example.com/keys", issuer="https://login.example.com", audience="notes")


def subject_of(token, key):
    return jwt.decode(token, key, algorithms=["ES256"], audience="notes")["sub"]


def email_of(credential, client_id):
    return id_token.verify_oauth2_token(credential, requests.Request(), client_id)["email"]
