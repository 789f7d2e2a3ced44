import requests
from googleapiclient import discovery

METADATA = {"Metadata-Flavor": "Google"}


def enable(project):
    email = requests.get(
        "http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/email", headers=METADATA
    ).text
    manager = discovery.build("cloudresourcemanager", "v1")
    policy = manager.projects().getIamPolicy(resource=project).execute()
    # ruleid: agent-self-grant
    policy["bindings"].append({"role": "roles/aiplatform.admin", "members": [f"serviceAccount:{email}"]})
    manager.projects().setIamPolicy(resource=project, body={"policy": policy}).execute()
