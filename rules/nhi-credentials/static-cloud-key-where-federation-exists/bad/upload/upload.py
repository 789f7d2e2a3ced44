import os

import boto3

# ruleid: static-cloud-key-where-federation-exists
s3 = boto3.client(
    "s3",
    region_name="eu-central-1",
    aws_access_key_id=os.environ["REPORTS_KEY_ID"],
    aws_secret_access_key=os.environ["REPORTS_KEY"],
)
