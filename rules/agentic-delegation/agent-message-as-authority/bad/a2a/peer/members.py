from github import Github

organisation = Github().get_organization("acme")


def make_owner(login):
    user = Github().get_user(login)
    # ruleid: agent-message-as-authority
    organisation.add_to_members(user, role="admin")
