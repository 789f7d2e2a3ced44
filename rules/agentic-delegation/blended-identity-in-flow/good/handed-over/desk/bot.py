from fastapi import APIRouter, Request

from .calendar import events_of
from .tickets import Desk

router = APIRouter()
desk = Desk()


@router.get("/events")
async def events(request: Request):
    return events_of(request.session["google_access_token"])


# The service's path knows only what it is asked to write.
@router.post("/tickets")
async def open_ticket(request: Request):
    asked = await request.json()
    return desk.note(request.session["email"], asked["lines"])
