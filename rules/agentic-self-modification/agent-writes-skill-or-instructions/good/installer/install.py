import shutil
from pathlib import Path

from openai import OpenAI


def install(home):
    shutil.copytree("skills/review", f"{home}/.claude/skills/review")


def summarise(text):
    said = OpenAI().responses.create(model="gpt-5", input=text)
    Path("summary.md").write_text(said.output_text)
    return Path("AGENTS.md").read_text()
