from langchain import hub
from langchain.agents import AgentExecutor, create_tool_calling_agent

from app.setup import model, tools

PROMPT = "harbor/triage-agent"

# ruleid: remote-prompt-unpinned
prompt = hub.pull(PROMPT)
agent = AgentExecutor(agent=create_tool_calling_agent(model, tools, prompt), tools=tools)
