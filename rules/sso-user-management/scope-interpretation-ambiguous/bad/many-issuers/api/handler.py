from fastapi import APIRouter, Header, HTTPException

from .identity import identity_of

router = APIRouter()


@router.delete("/tickets")
def remove_all(authorization: str = Header()):
    caller = identity_of(authorization.removeprefix("Bearer "))
    # ruleid: scope-interpretation-ambiguous
    if "admin" not in caller["roles"]:
        raise HTTPException(status_code=403)
    return {"removed": True}
