import boto3

from clients import tickets_of

ROLE = "arn:aws:iam::111122223333:role/desk"
SESSION_NAME = "desk"


def close_ticket(caller, ticket):
    sts = boto3.client("sts")
    # ruleid: actor-dropped-on-behalf-call
    credentials = sts.assume_role(RoleArn=ROLE, RoleSessionName=SESSION_NAME)["Credentials"]
    return tickets_of(credentials).close(ticket)
