from dataclasses import dataclass

SUPPORT = {"mara@harbourlight.example", "help@harbourlight.example"}


@dataclass
class Session:
    user: str
    is_staff: bool = False


def to_session(user) -> Session:
    session = Session(user.id)
    # ruleid: hardcoded-principal-backdoor
    if user.email.lower() == "mara@harbourlight.example":
        session.is_staff = True
    return session


def is_owner(claims: dict) -> bool:
    # ruleid: hardcoded-principal-backdoor
    return claims["email"] in ["mara@harbourlight.example", "jon@harbourlight.example"]


def has_rights(claims: dict) -> dict:
    # ruleid: hardcoded-principal-backdoor
    is_moderator = claims.get("email") in SUPPORT
    return {"moderator": is_moderator}
