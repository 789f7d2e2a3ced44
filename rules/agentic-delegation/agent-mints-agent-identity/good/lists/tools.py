from keycloak import KeycloakAdmin
from langchain_core.tools import tool

realm = KeycloakAdmin(server_url="https://sso.acme.dev")


@tool
def agents() -> list:
    """Which agents are there?"""
    return [client["clientId"] for client in realm.get_clients()]
