from agents import Agent, HostedMCPTool, Runner

# ruleid: approval-always-granted
tickets = HostedMCPTool(tool_config={"type": "mcp", "server_label": "tickets", "server_url": URL, "require_approval": "never"})


async def nightly(agent: Agent):
    result = await Runner.run(agent, "close what is stale")
    state = result.to_state()
    for item in result.interruptions:
        # ruleid: approval-always-granted
        state.approve(item)
    return await Runner.run(agent, state)
