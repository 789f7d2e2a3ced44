import boto3

cognito = boto3.client("cognito-idp")


def join(login: str) -> None:
    cognito.admin_add_user_to_group(UserPoolId="eu-central-1_a", Username=login, GroupName="admins")
