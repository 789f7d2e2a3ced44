from langchain.agents import create_agent
from langchain_core.tools import tool


def work(task: str) -> str:
    @tool
    def delegate(part: str) -> str:
        """Gives a part of the task to another agent."""
        # ruleid: recursive-agent-spawn-unbounded
        return work(part)

    agent = create_agent("openai:gpt-5", tools=[delegate])
    return agent.invoke({"messages": [("user", task)]})["messages"][-1].content
