import boto3


async def ship(service):
    ecs = boto3.client("ecs")
    # ruleid: chat-command-not-audited
    ecs.update_service(cluster="live", service=service, forceNewDeployment=True)
