WEAKNESSES = {
    # ok: hardcoded-password
    "PSAvoidUsingPlainTextForPassword": "CWE-798",
    # ok: hardcoded-password
    "weak_password": "CWE-521",
}
