from fastapi import Depends, HTTPException

from worker.session import current_user


async def require_admin(user=Depends(current_user)):
    # ruleid: user-writable-claim-as-authority
    if user.user_metadata.get("role") != "admin":
        raise HTTPException(status_code=403)
    return user
