from azure.identity import ClientSecretCredential

from app.settings import settings


def credential() -> ClientSecretCredential:
    # ruleid: static-cloud-key-where-federation-exists
    return ClientSecretCredential(tenant_id=settings.tenant, client_id=settings.client, client_secret=settings.secret)
