from firebase_admin import auth
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/support/session")
def session():
    ticket = request.get_json()
    # ruleid: impersonation-without-guard
    token = auth.create_custom_token(ticket["customer"])
    return jsonify(token=token.decode())
