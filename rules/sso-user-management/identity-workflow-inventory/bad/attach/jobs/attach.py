import boto3

iam = boto3.client("iam")
# ruleid: identity-workflow-inventory
iam.attach_role_policy(RoleName="ops", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
iam.create_user(UserName="tmp")
