import os

import boto3


def credentials_for_worker(worker):
    # ruleid: token-exchange-without-downscope
    return boto3.client("sts").assume_role(RoleArn=os.environ["FLEET_ROLE_ARN"], RoleSessionName=worker)["Credentials"]
