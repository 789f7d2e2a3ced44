from claude_agent_sdk import ClaudeAgentOptions


def options_for(runner, cwd):
    # Whoever made the runner decided that.
    return ClaudeAgentOptions(
        cwd=cwd,
        permission_mode="bypassPermissions"
        if hasattr(runner, "mode") and runner.mode == "bypassPermissions"
        else None,
    )
