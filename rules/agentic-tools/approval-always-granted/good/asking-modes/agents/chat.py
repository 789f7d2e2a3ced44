from autogen import UserProxyAgent
from deepagents import create_deep_agent

# ok: approval-always-granted
proxy = UserProxyAgent("user", human_input_mode="ALWAYS", code_execution_config={"work_dir": "out"})
# It runs no code: there is nothing to ask about.
# ok: approval-always-granted
silent = UserProxyAgent("relay", human_input_mode="NEVER", code_execution_config=False)

# ok: approval-always-granted
agent = create_deep_agent(tools=[], interrupt_on={"list_files": False, "delete_files": True})
