from kubernetes import client, config

from .copy import copy_into


class Importer:
    def __init__(self, namespace):
        config.load_incluster_config()
        self.core = client.CoreV1Api()
        self.namespace = namespace

    def run_import_job(self, bucket):
        body = client.V1ServiceAccount(metadata=client.V1ObjectMeta(name="importer"))
        # ruleid: temporary-identity-not-revoked
        self.core.create_namespaced_service_account(self.namespace, body)
        copy_into(bucket, "importer")
