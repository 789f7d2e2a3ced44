import boto3
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
cognito = boto3.client("cognito-idp")


class Join(BaseModel):
    username: str
    group: str


@app.post("/join")
async def join(body: Join):
    cognito.admin_add_user_to_group(
        UserPoolId="eu-central-1_pool",
        Username=body.username,
        # ruleid: role-from-untrusted-input
        GroupName=body.group,
    )
    return {"ok": True}
