from fastapi import APIRouter, Depends
from pydantic import BaseModel

from .directory import join
from .session import signed_in

router = APIRouter()


class Member(BaseModel):
    login: str


@router.put("/support/members")
async def add(member: Member, who=Depends(signed_in)):
    join(member.login)
    return {"added_by": who.email}
