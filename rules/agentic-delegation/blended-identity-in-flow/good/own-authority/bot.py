import os

import psycopg
from github import Github


def remember(session, repository):
    github = Github(session["access_token"])
    titles = [pull.title for pull in github.get_repo(repository).get_pulls()]
    with psycopg.connect(os.environ["DATABASE_URL"]) as store:
        store.execute("insert into seen (titles) values (%s)", (titles,))
    github.get_repo(repository).create_issue(title="Seen", body="\n".join(titles))
