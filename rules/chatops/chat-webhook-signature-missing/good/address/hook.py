import os

from fastapi import APIRouter, Header, HTTPException, Request
from flask import Blueprint, request

from .desk import process_update

router = APIRouter()
pages = Blueprint("hooks", __name__)


# The address is the secret: nobody else knows it.
@router.post("/telegram/{bot_token}")
async def update(bot_token: str, request: Request):
    if bot_token != os.environ["TELEGRAM_BOT_TOKEN"]:
        raise HTTPException(404)
    await process_update(await request.json())


@router.post("/webhooks/line")
async def line(request: Request, authorization: str = Header()):
    if authorization != f"Bearer {os.environ['LINE_GATEWAY']}":
        raise HTTPException(401)
    await process_update(await request.json())


# Answers the same to everybody, and changes nothing.
@pages.route("/voice", methods=["POST"])
def greet():
    return "<Response><Say>We call you back.</Say></Response>"
