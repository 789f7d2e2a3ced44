from fastapi import APIRouter, Request

from .calendar import events_of
from .tickets import Desk

router = APIRouter()
desk = Desk()


@router.post("/summaries")
async def summarise(request: Request):
    events = events_of(request.session["google_access_token"])
    return desk.note(request.session["email"], [event["summary"] for event in events])
