from claude_agent_sdk import ClaudeAgentOptions, query, tool

from acme import vault


@tool("ask", "Asks a helper.", {"task": str})
async def ask(args):
    # ruleid: agent-mints-agent-identity
    made = vault.client().mint_token(policy="helper")
    # ruleid: agent-mints-agent-identity
    options = ClaudeAgentOptions(env={"VAULT_TOKEN": made["value"]}, max_turns=5)
    async for _ in query(prompt=args["task"], options=options):
        pass
    return {"content": []}
