import requests

GRAPH = "https://graph.microsoft.com/v1.0"


def suspend_contractor(headers, id):
    # ruleid: offboarding-incomplete
    answer = requests.patch(f"{GRAPH}/users/{id}", headers=headers, json={"accountEnabled": False})
    answer.raise_for_status()
