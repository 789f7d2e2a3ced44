import os

from workos import WorkOSClient

client = WorkOSClient(api_key=os.environ["WORKOS_API_KEY"])
