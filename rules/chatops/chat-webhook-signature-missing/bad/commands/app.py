from fastapi import FastAPI, Request

from .agent import run_agent

app = FastAPI()


# ruleid: chat-webhook-signature-missing
@app.post("/slack/commands")
async def command(request: Request):
    form = await request.form()
    await run_agent(form["text"])
    return {"text": "Working on it."}
