import os

from fastapi import APIRouter, Request, Response

from .desk import process_question

router = APIRouter()


@router.get("/webhook")
async def handshake(request: Request):
    asked = request.query_params
    if asked.get("hub.verify_token") != os.environ["WHATSAPP_HANDSHAKE"]:
        return Response(status_code=403)
    return Response(asked["hub.challenge"])


# ruleid: chat-webhook-signature-missing
@router.post("/webhook")
async def received(request: Request):
    body = await request.json()
    for change in body["entry"][0]["changes"]:
        await process_question(change["value"]["messages"][0]["text"]["body"])
    return {"status": "ok"}
