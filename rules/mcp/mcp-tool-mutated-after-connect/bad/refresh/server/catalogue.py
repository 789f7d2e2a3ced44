def refresh(mcp, entries):
    for entry in entries:
        # ruleid: mcp-tool-mutated-after-connect
        mcp.add_tool(make(entry), name=entry["name"], description=entry["description"])


def make(entry):
    return lambda text: entry["answer"] + text
