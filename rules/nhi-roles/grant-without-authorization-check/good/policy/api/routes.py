from fastapi import APIRouter, Depends
from pydantic import BaseModel

from .directory import join
from .session import require_org_admin

router = APIRouter()


class Member(BaseModel):
    login: str


@router.put("/support/members")
async def add(member: Member, who=Depends(require_org_admin)):
    join(member.login)
    return {"added_by": who.email}
