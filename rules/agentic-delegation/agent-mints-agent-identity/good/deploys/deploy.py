import boto3


def set_up(name):
    return boto3.client("bedrock-agentcore-control").create_workload_identity(name=name)


if __name__ == "__main__":
    set_up("support-desk")
