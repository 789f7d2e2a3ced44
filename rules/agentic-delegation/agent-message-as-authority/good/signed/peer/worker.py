import json

from .policies import apply_policy
from .proof import verify_sender


def on_task(channel, method, properties, body):
    message = json.loads(body)
    verify_sender(properties.headers["signature"], body)
    if message["from_agent"] == "planner":
        apply_policy(message["policy"])
