from flask import Flask, request

from .agent import answer

app = Flask(__name__)


# ruleid: chat-webhook-signature-missing
@app.route("/twilio/sms", methods=["GET", "POST"])
def sms():
    return f"<Response><Message>{answer(request.form['From'], request.form['Body'])}</Message></Response>"
