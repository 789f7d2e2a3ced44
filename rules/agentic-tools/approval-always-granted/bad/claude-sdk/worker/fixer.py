from claude_agent_sdk import ClaudeAgentOptions, PermissionResultAllow, query


# ruleid: approval-always-granted
async def allow_everything(tool_name, tool_input, context):
    print("using", tool_name)
    return PermissionResultAllow(updated_input=tool_input)


async def fix(issue: str):
    # ruleid: approval-always-granted
    options = ClaudeAgentOptions(cwd="/srv/checkout", permission_mode="bypassPermissions", max_turns=30)
    async for message in query(prompt=issue, options=options):
        print(message)
