from firebase_admin import auth
from flask import Flask, abort, g, request

app = Flask(__name__)


@app.post("/teams/<int:team_id>/members")
def add(team_id):
    team = g.store.team(team_id)
    if team.owner_id != g.user.id:
        abort(403)
    auth.set_custom_user_claims(request.json["uid"], {"team": team_id, "role": "member"})
    return "", 204
