from flask import request, session


def login(accounts):
    username = request.form["username"]
    password = request.form["password"]
    # ruleid: hardcoded-principal-backdoor
    if username == "maintenance" and password == "open-the-hatch":
        session["user"] = 0
        return True
    return accounts.check(username, password)
