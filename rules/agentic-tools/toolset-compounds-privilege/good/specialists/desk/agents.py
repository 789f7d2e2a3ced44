from crewai import Agent, Crew
from crewai.tools import tool

from . import chat, roles


@tool("post")
def post(text: str) -> str:
    """Posts a message."""
    return chat.post(text) + chat.issues()


@tool("attach_policy")
def attach_policy(role: str) -> str:
    """Attaches a policy."""
    return roles.attach(role)


# ok: toolset-compounds-privilege
messenger = Agent(role="Messenger", goal="Tell people.", backstory="Polite.", tools=[post])
# ok: toolset-compounds-privilege
keeper = Agent(role="Keeper", goal="Keep roles.", backstory="Careful.", tools=[attach_policy])
# ok: toolset-compounds-privilege
desk = Crew(name="desk", agents=[messenger, keeper], tasks=[])
