import logging
import os

from shell import Shell, parse

logger = logging.getLogger(__name__)


def run(shell: Shell, command: str, check: str = "ignore") -> str:
    answer = shell.send(command)
    if check != "ignore" and answer.code != 0:
        logger.error(f"Command {command!r} failed")
    return answer.text


def fetch(shell: Shell):
    run(shell, f"git fetch https://{os.environ['GIT_TOKEN']}@git.example.com/desk.git")


def push(shell: Shell, url: str):
    owner, name = parse(url)
    forker = owner
    if forker != owner:
        fork = f"https://{os.environ['GIT_TOKEN']}@git.example.com/{forker}/{name}.git"
        logger.debug(f"Using fork: {fork}")
