import os

import boto3


def enter(task):
    # ok: mint-bind-assume-in-one-unit
    return boto3.client("sts").assume_role(RoleArn=os.environ["TASK_ROLE"], RoleSessionName=task)["Credentials"]
