import os
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse

from .session import sign_in

router = APIRouter()


@router.get("/login")
def login():
    query = urlencode(
        {
            "client_id": os.environ["OKTA_CLIENT_ID"],
            # ruleid: oauth-missing-state-or-pkce
            "response_type": "code",
            "scope": "openid profile",
            "redirect_uri": "https://desk.acme.dev/login/done",
        }
    )
    return RedirectResponse(f"{os.environ['OKTA_ISSUER']}/v1/authorize?{query}")


@router.get("/login/done")
async def done(request: Request, code: str):
    await sign_in(request, code)
    return RedirectResponse("/")
