from typing import Annotated

from fastapi import APIRouter, Depends

from .people import User, get_current_user
from .schema import Ticket, session

router = APIRouter()


@router.get("/workspaces/{workspace_id}/tickets")
async def tickets(workspace_id: str, user: User = Depends(get_current_user)):
    # ruleid: tenant-binding-missing
    return session.query(Ticket).filter(Ticket.workspace_id == workspace_id).all()
