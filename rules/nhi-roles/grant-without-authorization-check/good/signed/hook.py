import hmac
import os

import boto3
from flask import Flask, abort, request

app = Flask(__name__)
cognito = boto3.client("cognito-idp")


@app.post("/provision")
def provision():
    if not hmac.compare_digest(request.headers.get("X-Key", ""), os.environ["PROVISIONING_KEY"]):
        abort(401)
    cognito.admin_add_user_to_group(UserPoolId="p", Username=request.json["login"], GroupName="staff")
    return "", 204
