import boto3


def require_single_sign_on(login):
    # People stay, and sign in elsewhere.
    boto3.client("iam").delete_login_profile(UserName=login)
