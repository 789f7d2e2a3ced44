import logging
import os

logger = logging.getLogger(__name__)
secret = os.environ["QUEUE_SIGNING_SECRET"]


def brief(value):
    if not value or len(value) <= 6:
        return value
    return f"{value[:3]}…{value[-3:]}"


shown = f"{secret[:4]}…" if secret and len(secret) >= 12 else secret
# ok: credential-logged
logger.info("queue signed with %s", shown)
# ok: credential-logged
logger.info("queue signed with %s", brief(secret))
# ok: credential-logged
logger.debug("ends in " + (secret if len(secret) <= 4 else "…" + secret[-4:]))
