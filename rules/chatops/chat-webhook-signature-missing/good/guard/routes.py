from fastapi import APIRouter, Depends, Request

from .agent import run_agent
from .guard import only_from_slack

router = APIRouter()


@router.post("/slack/events", dependencies=[Depends(only_from_slack)])
async def events(request: Request):
    body = await request.json()
    await run_agent(body["event"]["text"])
    return {}
