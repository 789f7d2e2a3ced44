import boto3

from clients import tickets_of


def close_ticket(caller, ticket, role):
    tags = [{"Key": "caller", "Value": caller.id}]
    taken = boto3.client("sts").assume_role(RoleArn=role, RoleSessionName="desk", Tags=tags)
    return tickets_of(taken["Credentials"]).close(ticket)
