from agent import agent
from deploy import deploy


def replay(history):
    for message in history:
        if message["sender"] == "user":
            agent.remember(message["content"])


def on_button(payload):
    # A person pressed it.
    if payload["approved"]:
        deploy(payload["tag"])
