import os

from keycloak import KeycloakAdmin
from langchain_core.tools import tool

realm = KeycloakAdmin(server_url="https://sso.acme.dev", client_secret_key=os.environ["SSO_SECRET"])


@tool
def register_agent(name: str) -> str:
    """Registers an agent."""
    # ruleid: agent-mints-agent-identity
    return realm.create_client({"clientId": name, "serviceAccountsEnabled": True})
