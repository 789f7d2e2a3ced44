import boto3

boto3.client("sts").assume_role(RoleArn="arn:aws:iam::111122223333:role/team/triage", RoleSessionName="triage")
