from workos import WorkOSClient

client = WorkOSClient()


def handle_leaver(event):
    # ruleid: offboarding-incomplete
    client.user_management.deactivate_organization_membership(organization_membership_id=event["membership"])
