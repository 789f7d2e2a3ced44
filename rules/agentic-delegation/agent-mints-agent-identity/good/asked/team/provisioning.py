from google.cloud import iam_admin_v1


class Provisioning:
    def __init__(self, project):
        self.project = f"projects/{project}"
        self.iam = iam_admin_v1.IAMClient()

    def worker(self, name):
        account = self.iam.create_service_account(request={"name": self.project, "account_id": name})
        return account.email
