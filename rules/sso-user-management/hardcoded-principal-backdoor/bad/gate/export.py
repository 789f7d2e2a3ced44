from fastapi import Depends, FastAPI, HTTPException

from session import current_user, dump

app = FastAPI()


@app.get("/export")
def export(user=Depends(current_user)):
    # ruleid: hardcoded-principal-backdoor
    if user.email != "keeper@lanternfish.example":
        raise HTTPException(status_code=403, detail="not yours")
    return dump()
