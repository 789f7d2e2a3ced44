from firebase_admin import auth
from flask import Flask, abort, jsonify, request

from desk.staff import can_impersonate

app = Flask(__name__)


@app.post("/support/session")
def session():
    customer = request.get_json()["customer"]
    if not can_impersonate(request.headers["Authorization"], customer):
        abort(403)
    # ok: impersonation-without-guard
    return jsonify(token=auth.create_custom_token(customer).decode())
