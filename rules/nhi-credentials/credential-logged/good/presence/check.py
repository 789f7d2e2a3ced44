import logging
import os

logger = logging.getLogger(__name__)
secret = os.environ.get("WEBHOOK_SECRET")

# ok: credential-logged
logger.info("secret configured: %s, %d characters", bool(secret), len(secret or ""))
# ok: credential-logged
print("secret: " + ("set" if secret else "not set"))
if not secret:
    # ok: credential-logged
    logger.error("WEBHOOK_SECRET is not set")
