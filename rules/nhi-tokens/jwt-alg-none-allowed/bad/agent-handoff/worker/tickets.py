import jwt

NO_SIGNATURE = "none"


def issue(agent: str, task: str) -> str:
    claims = {"sub": agent, "task": task}
    # ruleid: jwt-alg-none-allowed
    return jwt.encode(claims, "", algorithm=NO_SIGNATURE)


def read(ticket: str) -> dict:
    # ruleid: jwt-alg-none-allowed
    return jwt.decode(ticket, "", algorithms=["none"])
