from github import Github

repository = Github("token-of-the-job").get_repo("harbour/ledger")


def volunteer(number: int) -> None:
    """Who opened the issue may triage what is beside it, in the same repository."""
    issue = repository.get_issue(number)
    repository.add_to_collaborators(issue.user.login, "triage")
