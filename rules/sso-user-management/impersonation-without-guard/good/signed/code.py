from fastapi import FastAPI, HTTPException
from firebase_admin import auth
from pydantic import BaseModel

from desk.codes import verify_code

app = FastAPI()


class SignIn(BaseModel):
    phone: str
    code: str


@app.post("/sign-in")
def sign_in(form: SignIn):
    if not verify_code(form.phone, form.code):
        raise HTTPException(401)
    # ok: impersonation-without-guard
    return {"token": auth.create_custom_token(form.phone).decode()}
