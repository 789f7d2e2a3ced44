from pathlib import Path

import click
from langchain_core.tools import tool


@tool
def learn(name: str, steps: str) -> str:
    """Keeps a way of working for later."""
    if not click.confirm(f"Keep {name} as a skill?\n{steps}"):
        return "nobody wants it"
    Path(f".claude/skills/{name}/SKILL.md").write_text(steps)
    return "learnt"
