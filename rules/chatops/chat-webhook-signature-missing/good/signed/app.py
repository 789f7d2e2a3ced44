import os

from flask import Flask, abort, request
from twilio.request_validator import RequestValidator

from .agent import answer

app = Flask(__name__)
validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])


@app.route("/twilio/sms", methods=["POST"])
def sms():
    if not validator.validate(request.url, request.form, request.headers.get("X-Twilio-Signature", "")):
        abort(403)
    return answer(request.form["Body"])
