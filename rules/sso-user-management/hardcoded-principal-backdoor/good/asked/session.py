CONTACT = "office@harbourlight.example"


def to_session(user, directory) -> dict:
    is_admin = "admins" in directory.groups(user.id)
    return {"id": user.id, "is_admin": is_admin, "contact": CONTACT}


def is_owner(user, document) -> bool:
    return document.owner.email == user.email
