import boto3


def nightly(bucket, options):
    taken = boto3.client("sts").assume_role(RoleArn=options["role"], RoleSessionName="nightly", **options["session"])
    return bucket, taken["Credentials"]
