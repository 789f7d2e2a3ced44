from github import Github


def invite(token, repository, login):
    client = Github(token)
    print("inviting as", client.get_user().login)
    client.get_repo(repository).add_to_collaborators(login, permission="pull")
