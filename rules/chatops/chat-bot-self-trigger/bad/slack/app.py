from slack_bolt import App

from agent import route

app = App()


# ruleid: chat-bot-self-trigger
@app.event("message")
def answer(event, say):
    text = event.get("text")
    if not text:
        return
    say(route(text))
