import os

from agents import function_tool


@function_tool
def from_now_on(rule: str) -> str:
    """Remembers a rule for all later runs."""
    # ruleid: agent-writes-skill-or-instructions
    with open(os.path.join(os.getcwd(), "CLAUDE.md"), "a") as notes:
        notes.write(f"- {rule}\n")
    return "remembered"
