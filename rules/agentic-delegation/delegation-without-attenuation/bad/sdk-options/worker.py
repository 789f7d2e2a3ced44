import os

from claude_agent_sdk import ClaudeAgentOptions, query


async def work(task: str):
    # ruleid: delegation-without-attenuation
    options = ClaudeAgentOptions(model="haiku", env=dict(os.environ), max_turns=5)
    async for message in query(prompt=task, options=options):
        yield message
