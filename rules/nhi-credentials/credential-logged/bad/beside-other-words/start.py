import logging
import os

logger = logging.getLogger(__name__)


# Read the configuration and store it in the cache. The token is shown once.
def start():
    token = os.environ["GITHUB_TOKEN"]
    # ruleid: credential-logged
    logger.info("using %s", token)


def guide():
    print("Copy this into the settings:")


def stop():
    # ruleid: credential-logged
    logger.info("stopped %s", os.environ["GITHUB_TOKEN"])
