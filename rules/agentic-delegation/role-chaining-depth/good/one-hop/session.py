import boto3


def bucket_client(arn):
    sts = boto3.client("sts")
    keys = sts.assume_role(RoleArn=arn, RoleSessionName="export", DurationSeconds=900)["Credentials"]
    return boto3.client("s3", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"])
