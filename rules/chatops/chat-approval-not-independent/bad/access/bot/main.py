from slack_bolt.async_app import AsyncApp

from .access import let_in

app = AsyncApp()


@app.action("access_confirm")
async def confirmed(ack, action):
    await ack()
    await let_in(action["value"])
