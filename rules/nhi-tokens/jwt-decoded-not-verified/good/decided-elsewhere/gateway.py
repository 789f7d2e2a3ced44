import boto3
import jwt
from flask import request

permissions = boto3.client("verifiedpermissions")


def who():
    token = request.headers["Authorization"].split(" ")[1]
    claims = jwt.decode(token, options={"verify_signature": False})
    permissions.is_authorized_with_token(policyStoreId=STORE, identityToken=token)
    return claims["sub"]
