import logging
import os

log = logging.getLogger("ingest")


def boot(queue):
    password = os.environ["INGEST_DB_PASSWORD"]
    dsn = f"postgresql://ingest:{password}@db.internal/ingest"
    log.info("queue %s", queue.name)
    # ruleid: credential-logged
    log.info("connecting to %s", dsn)
    return queue.attach(dsn)
