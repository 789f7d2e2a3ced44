import os

from flask import Flask, request
from supabase import create_client

app = Flask(__name__)


@app.get("/notes")
def notes():
    own = create_client(os.environ["SUPABASE_URL"], os.environ["SUPABASE_ANON_KEY"])
    own.postgrest.auth(request.headers["Authorization"].removeprefix("Bearer "))
    # ok: admin-client-in-user-path
    return own.table("notes").select("*").eq("user_id", request.args["user"]).execute().data
