from claude_agent_sdk import ClaudeAgentOptions, PermissionResultAllow, PermissionResultDeny

READING = {"Read", "Grep"}


# ok: approval-always-granted
async def by_call(tool_name, tool_input, context):
    if tool_name in READING:
        return PermissionResultAllow()
    return PermissionResultDeny(message="ask the owner")


# ok: approval-always-granted
options = ClaudeAgentOptions(permission_mode="default", can_use_tool=by_call)
