from fastapi import Depends, FastAPI
from fastapi.security import OAuth2PasswordBearer
from jose import jwt

app = FastAPI()
scheme = OAuth2PasswordBearer(tokenUrl="token")


async def current_user(token: str = Depends(scheme)):
    claims = jwt.get_unverified_claims(token)
    # ruleid: jwt-decoded-not-verified
    return {"id": claims["sub"], "active": True}
