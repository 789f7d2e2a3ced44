import os
import shlex

from langchain_core.tools import tool

HOSTS = ("db-1", "db-2")


@tool
def ping(host: str) -> str:
    """Says whether a host answers."""
    if host not in HOSTS:
        raise ValueError(host)
    # ok: tool-argument-to-exec
    return os.popen(f"ping -c 1 {host}").read()


@tool
def count(path: str) -> str:
    """Counts lines."""
    # ok: tool-argument-to-exec
    return os.popen("wc -l " + shlex.quote(path)).read()
