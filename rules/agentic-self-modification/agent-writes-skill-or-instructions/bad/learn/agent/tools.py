from langchain_core.tools import tool

from .library import keep


@tool
def learn(name: str, steps: str) -> str:
    """Keeps a way of working for later."""
    keep(name, steps)
    return "learnt"
