from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App

from jobs import started

app = App()
pool = ThreadPoolExecutor()


# ruleid: chat-ingress-open
@app.command("/tell")
def tell(ack, body, client):
    ack()
    client.chat_postMessage(channel="C-ALL", text=body["text"])


# ruleid: chat-ingress-open
@app.action("restart")
def restart(ack, say):
    ack()
    say("restarting")
    pool.submit(started)
