from agents import Agent, function_tool

from .provisioning import Provisioning

provisioning = Provisioning("acme-workers")


@function_tool
def add_worker(name: str) -> str:
    """Adds a worker to the team."""
    return provisioning.worker(name)


lead = Agent(name="lead", instructions="You lead the team.", tools=[add_worker])
