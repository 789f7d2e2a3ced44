import os
import subprocess

from agents import function_tool
from langchain_core.tools import tool


@tool
def ping(host: str) -> str:
    """Says whether a host answers."""
    # ruleid: tool-argument-to-exec
    return os.popen("ping -c 1 " + host).read()


@tool("calculator", return_direct=True)
def calculator(formula: str):
    """Evaluates a formula."""
    # ruleid: tool-argument-to-exec
    return eval(formula, {"__builtins__": {}})


@function_tool
async def run_script(script: str, timeout: int = 30) -> str:
    # ruleid: tool-argument-to-exec
    return subprocess.check_output(["/bin/sh", "-c", script], text=True, timeout=timeout)
