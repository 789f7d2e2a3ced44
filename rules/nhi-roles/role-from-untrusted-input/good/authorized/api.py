import boto3
from fastapi import Depends, FastAPI
from pydantic import BaseModel

from desk.security import require_admin

app = FastAPI()
cognito = boto3.client("cognito-idp")


class Join(BaseModel):
    username: str
    group: str


@app.post("/join", dependencies=[Depends(require_admin)])
async def join(body: Join):
    # ok: role-from-untrusted-input
    cognito.admin_add_user_to_group(UserPoolId="pool", Username=body.username, GroupName=body.group)
    return {"ok": True}
