from flask import Flask, request

app = Flask(__name__)


@app.route("/orders", methods=["POST"])
def order():
    return {"number": request.get_json()["number"]}


@app.route("/slack/install", methods=["GET"])
def install():
    return "Add to Slack"
