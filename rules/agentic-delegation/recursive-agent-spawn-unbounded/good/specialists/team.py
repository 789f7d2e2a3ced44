from langchain.agents import create_agent
from langchain_core.tools import tool


@tool
def search(question: str) -> str:
    """Searches."""
    return question


@tool
def hire(task: str) -> str:
    """Hires somebody for a task."""
    member = create_agent("openai:gpt-5", [search])
    return member.invoke({"messages": [("user", task)]})["messages"][-1].content


lead = create_agent("openai:gpt-5", [search, hire])
