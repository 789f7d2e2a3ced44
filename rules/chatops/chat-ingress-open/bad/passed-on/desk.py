from concurrent.futures import ThreadPoolExecutor

from slack_bolt import App

from jobs import note, started

app = App()
pool = ThreadPoolExecutor()


# ruleid: chat-ingress-open
@app.command("/note")
def tell(ack, body):
    ack()
    note(body["text"])


# ruleid: chat-ingress-open
@app.action("restart")
def restart(ack, say):
    ack()
    say("restarting")
    pool.submit(started)
