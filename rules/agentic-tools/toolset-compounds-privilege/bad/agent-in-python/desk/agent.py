from pydantic_ai import Agent

from .chat import issues, post
from .roles import attach

# ruleid: toolset-compounds-privilege
agent = Agent("openai:gpt-5", name="accounts", instructions="Set up accounts.", tools=[post, issues])


@agent.tool_plain
def attach_policy(role: str) -> str:
    """Attaches a policy."""
    return attach(role)
