from langsmith import Client

client = Client()


def system_prompt() -> str:
    # ruleid: remote-prompt-unpinned
    return client.pull_prompt("answering:latest", include_model=False).format()
