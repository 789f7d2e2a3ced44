import json
from pathlib import Path

import click

SETTINGS = Path(".claude/settings.local.json")


@click.command()
@click.argument("rule")
def add(rule: str) -> None:
    value = json.loads(SETTINGS.read_text())
    if not click.confirm(f"Let the agent do {rule} without asking?"):
        return
    value["permissions"]["allow"].append(rule)
    SETTINGS.write_text(json.dumps(value, indent=2))
