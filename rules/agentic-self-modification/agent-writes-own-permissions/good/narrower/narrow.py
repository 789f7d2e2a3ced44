import json
from pathlib import Path

SETTINGS = Path(".claude/settings.json")


def narrow(rule: str) -> None:
    value = json.loads(SETTINGS.read_text())
    value["permissions"]["deny"].append(rule)
    value["permissions"]["allow"] = [one for one in value["permissions"]["allow"] if one != rule]
    value["enableAllProjectMcpServers"] = False
    SETTINGS.write_text(json.dumps(value))


def allowed() -> list[str]:
    return json.loads(SETTINGS.read_text())["permissions"]["allow"]
