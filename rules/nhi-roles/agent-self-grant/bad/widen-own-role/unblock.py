import boto3


class Worker:
    def __init__(self):
        self.iam = boto3.client("iam")

    def own_user(self):
        return self.iam.get_user()["User"]["UserName"]

    def unblock(self):
        # ruleid: agent-self-grant
        self.iam.add_user_to_group(GroupName="deployers", UserName=self.own_user())
