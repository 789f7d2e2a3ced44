import subprocess

from slack_bolt import App

app = App()


@app.event("member_joined_channel")
def joined(event):
    subprocess.run(["greet", event["user"]], check=True)


@app.event("reaction_added")
def reacted(event):
    subprocess.run(["count", event["reaction"]], check=True)
