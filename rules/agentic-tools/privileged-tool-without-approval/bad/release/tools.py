from agents import function_tool
from kubernetes import client

apps = client.AppsV1Api()


@function_tool
def stop(service: str) -> str:
    """Stops a service."""
    # ruleid: privileged-tool-without-approval
    apps.delete_namespaced_deployment(name=service, namespace="desk")
    return "stopped"
