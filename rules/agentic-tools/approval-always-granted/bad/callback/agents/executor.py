from autogen_agentchat.agents import ApprovalResponse, CodeExecutorAgent
from autogen import UserProxyAgent

# ruleid: approval-always-granted
runner = CodeExecutorAgent("runner", code_executor=executor, approval_func=lambda r: ApprovalResponse(approved=True, reason="auto"))

# ruleid: approval-always-granted
proxy = UserProxyAgent("user", human_input_mode="NEVER", code_execution_config={"work_dir": "out", "use_docker": False})
