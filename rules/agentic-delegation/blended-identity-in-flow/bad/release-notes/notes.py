import os

from atlassian import Confluence
from github import Github

wiki = Confluence(url="https://acme.atlassian.net/wiki", token=os.getenv("CONFLUENCE_SERVICE_TOKEN"))


def write_notes(user_token, repository):
    github = Github(user_token)
    pulls = github.get_repo(repository).get_pulls(state="closed")
    text = "\n".join(pull.title for pull in pulls)
    # ruleid: blended-identity-in-flow
    wiki.create_page(space="REL", title="Notes", body=text)
