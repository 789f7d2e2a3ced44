import os

import boto3

sts = boto3.client("sts")


def narrowed(user, policies):
    return sts.assume_role(
        RoleArn=os.environ["FLEET_ROLE_ARN"], RoleSessionName="tickets", PolicyArns=policies, SourceIdentity=user
    )


def of_task():
    return sts.assume_role(RoleArn=os.environ["INVOICE_TASK_ROLE_ARN"], RoleSessionName="invoices")
