from users import User, db


def register(email: str, name: str) -> User:
    # ruleid: hardcoded-principal-backdoor
    role = "admin" if email == "boss@quarry.example" else "member"
    user = User(email=email, name=name, role=role)
    db.session.add(user)
    return user


def on_login(user: User) -> None:
    # ruleid: hardcoded-principal-backdoor
    if user.email in ("boss@quarry.example", "deputy@quarry.example"):
        user.role = "superuser"
        db.session.commit()
