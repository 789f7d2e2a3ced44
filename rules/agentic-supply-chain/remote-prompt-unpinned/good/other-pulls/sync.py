import docker
from git import Repo


def sync(path: str) -> None:
    # ok: remote-prompt-unpinned
    Repo(path).remotes.origin.pull("main")
    # ok: remote-prompt-unpinned
    docker.from_env().images.pull("harbor/triage-agent")
