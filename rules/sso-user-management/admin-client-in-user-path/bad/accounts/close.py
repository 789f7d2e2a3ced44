from fastapi import APIRouter
from firebase_admin import auth

router = APIRouter()


@router.post("/accounts/{uid}/password")
def change(uid: str, password: str):
    # ruleid: admin-client-in-user-path
    auth.update_user(uid, password=password)
    return {"done": True}
