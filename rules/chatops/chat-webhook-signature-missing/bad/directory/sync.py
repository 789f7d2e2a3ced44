from flask import Blueprint, request

from .people import provision

hooks = Blueprint("hooks", __name__)


# ruleid: chat-webhook-signature-missing
@hooks.post("/webhooks/workos")
def directory():
    event = request.get_json()
    if event["event"] == "dsync.user.created":
        provision(event["data"])
    return "", 204
