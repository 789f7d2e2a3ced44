import boto3

# ruleid: identity-logic-without-owner
boto3.client("iam").attach_role_policy(RoleName="ops", PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
