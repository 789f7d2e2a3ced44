from langchain_core.tools import tool

from .library import propose


@tool
def learn(name: str, steps: str) -> str:
    """Keeps a way of working for later."""
    propose(name, steps)
    return "learnt"
