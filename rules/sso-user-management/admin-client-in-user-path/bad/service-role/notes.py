import os

from flask import Flask, jsonify, request
from supabase import create_client

app = Flask(__name__)
store = create_client(os.environ["SUPABASE_URL"], os.environ["SUPABASE_SERVICE_KEY"])


@app.get("/notes")
def notes():
    # ruleid: admin-client-in-user-path
    rows = store.table("notes").select("*").eq("user_id", request.args["user"]).execute()
    return jsonify(rows.data)
