import botocore.session


def operations(name):
    """Only what the client knows of the service is read."""
    client = botocore.session.get_session().create_client(
        name, region_name="us-east-1", aws_access_key_id="foo", aws_secret_access_key="bar"
    )
    return client.meta.method_to_api_mapping
