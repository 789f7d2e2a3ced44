from flask import Flask, request
from flask_jwt_extended import get_jwt_identity, jwt_required

from .storage import projects

app = Flask(__name__)


@app.post("/archive")
@jwt_required()
def archive():
    wanted = request.get_json()
    # ruleid: tenant-binding-missing
    projects.update_many({"org_id": wanted["org_id"]}, {"$set": {"archived_by": get_jwt_identity()}})
    return "", 204
