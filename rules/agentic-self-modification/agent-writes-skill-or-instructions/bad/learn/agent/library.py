from pathlib import Path


def keep(name, steps):
    # ruleid: agent-writes-skill-or-instructions
    Path(f".claude/skills/{name}/SKILL.md").write_text(steps)
