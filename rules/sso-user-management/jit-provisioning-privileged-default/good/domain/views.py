from flask import Flask, abort, redirect
from authlib.integrations.flask_client import OAuth

from .models import Staff, db

app = Flask(__name__)
oauth = OAuth(app)


@app.get("/login/done")
def done():
    who = oauth.google.authorize_access_token()["userinfo"]
    if who.get("hd") != "acme.dev":
        abort(403)
    # ok: jit-provisioning-privileged-default
    db.session.add(Staff(email=who["email"], role="admin"))
    db.session.commit()
    return redirect("/")
