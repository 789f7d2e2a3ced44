from firebase_admin import auth
from flask import Flask, abort, request

app = Flask(__name__)
ASSIGNABLE = {"viewer", "editor"}


@app.post("/claims/<uid>")
def claims(uid):
    role = request.get_json()["role"]
    if role not in ASSIGNABLE:
        abort(400)
    # ok: role-from-untrusted-input
    auth.set_custom_user_claims(uid, {"role": role})
    return "", 204
