import os

from mcp import StdioServerParameters

from app.broker import task_token

PASSED = ("PATH", "LANG", "TMPDIR")


def server(task: str) -> StdioServerParameters:
    variables = {name: os.environ[name] for name in PASSED if name in os.environ}
    variables["TICKETS_TOKEN"] = task_token(task)
    # ok: delegation-without-attenuation
    return StdioServerParameters(command="tickets-server", env=variables)
