import boto3

iam = boto3.client("iam")


async def let_in(login):
    iam.attach_user_policy(UserName=login, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
