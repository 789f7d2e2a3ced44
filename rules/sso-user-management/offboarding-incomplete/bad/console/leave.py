import boto3


class Directory:
    def __init__(self):
        self.iam = boto3.client("iam")

    def deactivate_user(self, login):
        # ruleid: offboarding-incomplete
        self.iam.delete_login_profile(UserName=login)
        return {"login": login, "active": False}
