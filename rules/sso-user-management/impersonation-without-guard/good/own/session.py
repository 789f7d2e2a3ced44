from firebase_admin import auth
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/session")
def session():
    claims = auth.verify_id_token(request.get_json()["id_token"])
    # ok: impersonation-without-guard
    return jsonify(token=auth.create_custom_token(claims["uid"]).decode())
