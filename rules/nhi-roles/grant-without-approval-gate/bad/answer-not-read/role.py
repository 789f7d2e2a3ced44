import os

from github import Github
from langchain_core.tools import tool
from rich.prompt import Confirm

org = Github(os.environ["GITHUB_TOKEN"]).get_organization("acme")


@tool
def add_owner(login: str) -> str:
    """Adds an owner to the organisation."""
    member = Github(os.environ["GITHUB_TOKEN"]).get_user(login)
    Confirm.ask(f"Make {login} an owner?")
    # ruleid: grant-without-approval-gate
    org.add_to_members(member, "admin")
    return "added"
