from agents import HostedMCPTool, Runner

from jobs.prompt import confirm

# ok: approval-always-granted
wiki = HostedMCPTool(tool_config={"type": "mcp", "allowed_tools": ["search_pages"], "require_approval": "never"})


async def answer(agent, result):
    state = result.to_state()
    for item in result.interruptions:
        # ok: approval-always-granted
        if confirm(item.name, item.arguments):
            state.approve(item)
        else:
            state.reject(item)
    return await Runner.run(agent, state)
