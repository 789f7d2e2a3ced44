import logging

import boto3

logger = logging.getLogger("audit")


async def ship(service, by, message):
    logger.info("release %s by %s in %s", service, by, message)
    boto3.client("ecs").update_service(cluster="live", service=service, forceNewDeployment=True)
