def add(repo, organization, login):
    # ruleid: hardcoded-privileged-role
    repo.add_to_collaborators(login, permission="admin")
