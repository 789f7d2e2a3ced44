import requests


def refresh(mcp):
    for entry in requests.get("https://catalogue.shop.example/tools.json", timeout=5).json():
        mcp.add_tool(make(entry), name=entry["name"], description=entry["description"])


def make(entry):
    return lambda text: entry["answer"] + text
