import json

import boto3


class Helpers:
    def __init__(self):
        self.iam = boto3.client("iam")
        self.sts = boto3.client("sts")

    def spawn(self, name, trust, rights):
        role = self.iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]
        self.iam.put_role_policy(RoleName=name, PolicyName="rights", PolicyDocument=json.dumps(rights))
        # ruleid: mint-bind-assume-in-one-unit
        return self.sts.assume_role(RoleArn=role["Arn"], RoleSessionName=name)["Credentials"]
