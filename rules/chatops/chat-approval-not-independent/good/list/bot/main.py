from slack_bolt.async_app import AsyncApp

from .access import let_in
from .people import require_approver

app = AsyncApp()


@app.action("access_confirm")
async def confirmed(ack, action, body):
    await ack()
    await require_approver(body["user"]["id"])
    await let_in(action["value"])
