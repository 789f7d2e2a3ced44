from fastapi import APIRouter, Depends
from firebase_admin import auth

from .people import require_admin

router = APIRouter()


@router.delete("/accounts/{uid}")
def close(uid: str, staff=Depends(require_admin)):
    # ok: admin-client-in-user-path
    auth.delete_user(uid)
    return {"closed": uid}
