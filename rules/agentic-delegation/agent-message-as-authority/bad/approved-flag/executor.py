from crew import reviewer
from policies import apply_policy


def handle(plan):
    agent_result = reviewer.review(plan)
    if agent_result.get("approved"):
        # ruleid: agent-message-as-authority
        apply_policy(plan["policy"])
