import boto3
import google.auth
from azure.identity import DefaultAzureCredential

# ok: static-cloud-key-where-federation-exists
s3 = boto3.client("s3", region_name="eu-central-1")
credentials, project = google.auth.default()
# ok: static-cloud-key-where-federation-exists
azure = DefaultAzureCredential()
