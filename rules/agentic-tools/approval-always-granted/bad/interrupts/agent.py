from deepagents import create_deep_agent

from tools import delete_branch, read_branch

agent = create_deep_agent(
    tools=[delete_branch, read_branch],
    # ruleid: approval-always-granted
    interrupt_on={"delete_branch": False, "read_branch": False},
)
