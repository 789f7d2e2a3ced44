from slack_bolt import App

app = App()


# ruleid: chat-ingress-open
@app.event("app_mention")
def relay(event, client):
    client.chat_postMessage(channel="C-ALL", text=event["text"])


# ruleid: chat-ingress-open
@app.message("hello")
def ask(message, say):
    say(answer_of(message["text"]))
