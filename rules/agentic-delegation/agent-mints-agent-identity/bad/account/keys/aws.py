import boto3

SETTINGS = {"region": "eu-central-1"}


def client_of(service):
    return boto3.client(service, region_name=SETTINGS["region"])
