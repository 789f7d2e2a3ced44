import subprocess

from agents import Agent, function_tool


@function_tool
def run(command: str) -> str:
    """Runs a command."""
    return subprocess.run(command, shell=True, capture_output=True, text=True).stdout


operator = Agent(name="Operator", instructions="Run what is needed.", tools=[run])
