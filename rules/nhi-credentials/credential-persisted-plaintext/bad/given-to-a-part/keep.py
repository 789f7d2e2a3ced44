def keep(login, answer):
    login.opened_with = answer["access_token"]
    with open("login", "w") as file:
        # ruleid: credential-persisted-plaintext
        file.write(login.opened_with)
