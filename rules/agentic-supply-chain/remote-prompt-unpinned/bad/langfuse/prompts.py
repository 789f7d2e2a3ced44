from langfuse import Langfuse

langfuse = Langfuse()


def instructions(team: str) -> str:
    # ruleid: remote-prompt-unpinned
    return langfuse.get_prompt("desk-instructions", label="production").compile(team=team)
