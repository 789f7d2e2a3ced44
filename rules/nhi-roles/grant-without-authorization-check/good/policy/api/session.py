from fastapi import HTTPException, Request


def require_org_admin(request: Request):
    person = request.state.person
    if "org:admin" not in person.roles:
        raise HTTPException(status_code=403)
    return person
