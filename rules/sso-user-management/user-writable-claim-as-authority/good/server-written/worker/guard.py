from fastapi import HTTPException


def require_admin(claims: dict):
    # ok: user-writable-claim-as-authority
    if claims["app_metadata"].get("role") != "admin":
        raise HTTPException(status_code=403)
    return claims["sub"]
