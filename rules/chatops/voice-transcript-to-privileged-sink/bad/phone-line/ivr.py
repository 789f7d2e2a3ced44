import subprocess

from flask import Flask, request

app = Flask(__name__)
COMMANDS = {"restart the shop": ["kubectl", "rollout", "restart", "deployment/shop"]}


@app.route("/ivr", methods=["POST"])
def ivr():
    said = request.form.get("SpeechResult", "").strip(". ").lower()
    if said in COMMANDS:
        # ruleid: voice-transcript-to-privileged-sink
        subprocess.run(["kubectl", "rollout", "restart", "deployment/shop"], check=True)
    return "<Response/>"
