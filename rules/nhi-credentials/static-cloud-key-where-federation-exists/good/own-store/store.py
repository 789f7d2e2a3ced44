import boto3

# ok: static-cloud-key-where-federation-exists
store = boto3.client("s3", endpoint_url="https://store.harbor.internal", aws_access_key_id=ID, aws_secret_access_key=KEY)
# ok: static-cloud-key-where-federation-exists
emulator = boto3.resource("dynamodb", aws_access_key_id="test", aws_secret_access_key="test")
