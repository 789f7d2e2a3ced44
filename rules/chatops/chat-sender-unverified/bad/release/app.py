import os

from github import Github
from slack_bolt import App

app = App(token=os.environ["SLACK_BOT_TOKEN"])
github = Github(os.environ["RELEASE_TOKEN"])


@app.command("/release")
def release(ack, respond):
    ack()
    # ruleid: chat-sender-unverified
    github.get_repo("acme/shop").get_workflow("release.yml").create_dispatch("main")
    respond("Released.")
