from firebase_admin import auth
from flask import Flask, request

app = Flask(__name__)


@app.post("/claims/<uid>")
def claims(uid):
    wanted = request.get_json()
    # ruleid: role-from-untrusted-input
    auth.set_custom_user_claims(uid, {"role": wanted["role"]})
    return "", 204
