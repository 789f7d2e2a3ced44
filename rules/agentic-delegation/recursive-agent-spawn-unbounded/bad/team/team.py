from langchain.agents import create_agent
from langchain_core.tools import tool


@tool
def hire(task: str) -> str:
    """Hires somebody for a task."""
    # ruleid: recursive-agent-spawn-unbounded
    member = create_agent("openai:gpt-5", [hire])
    return member.invoke({"messages": [("user", task)]})["messages"][-1].content
