import boto3
from google.cloud import bigquery
from google.oauth2 import service_account

SCOPES = ["https://www.googleapis.com/auth/bigquery.readonly"]

# ruleid: static-cloud-key-where-federation-exists
session = boto3.Session(aws_access_key_id=KEY_ID, aws_secret_access_key=KEY, region_name="us-east-1")
# ruleid: static-cloud-key-where-federation-exists
credentials = service_account.Credentials.from_service_account_file("/etc/harbor/reports.json", scopes=SCOPES)
client = bigquery.Client(credentials=credentials)
