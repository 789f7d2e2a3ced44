from ledger.client import Client


def test_changes_the_password():
    client = Client("http://127.0.0.1:8000")
    # ruleid: hardcoded-test-credential
    payload = {"new_password": "«AuroraCypress!!{D:3}»"}
    assert client.post("/password", payload).ok
