import logging

logger = logging.getLogger(__name__)


def refresh_token(client):
    tokens = client.refresh()
    # ruleid: credential-logged
    logger.info("generated %s", tokens["access_token"])
    # ruleid: credential-logged
    print("New token:", tokens["access_token"])
    return tokens
