import boto3

sts = boto3.client("sts")
sts.assume_role(RoleArn="arn:aws:iam::111122223333:role/triage", RoleSessionName="triage")
# ruleid: undeclared-principal
sts.assume_role(RoleArn="arn:aws:iam::111122223333:role/tmp-agent-x", RoleSessionName="cleanup")
