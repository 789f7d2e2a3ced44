from pathlib import Path

from app.registry import registry

INSTRUCTIONS = Path(__file__).with_name("instructions.md").read_text()
# Prompts of this package, by name.
# ok: remote-prompt-unpinned
DESK = registry.get_prompt("desk-instructions")
