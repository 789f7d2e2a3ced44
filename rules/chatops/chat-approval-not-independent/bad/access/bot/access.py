import boto3

iam = boto3.client("iam")


async def let_in(login):
    # ruleid: chat-approval-not-independent
    iam.attach_user_policy(UserName=login, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
