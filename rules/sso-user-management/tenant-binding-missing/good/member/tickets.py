from fastapi import APIRouter, Depends

from .people import ensure_member, get_current_user
from .schema import Ticket, session

router = APIRouter()


@router.get("/orgs/{org_id}/tickets")
def tickets(org_id: str, user=Depends(get_current_user)):
    ensure_member(user, org_id)
    # ok: tenant-binding-missing
    return session.query(Ticket).filter(Ticket.org_id == org_id).all()
