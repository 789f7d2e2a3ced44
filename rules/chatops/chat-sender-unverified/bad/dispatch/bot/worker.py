from agents import Agent, Runner, function_tool


@function_tool
def restart(service: str) -> str:
    """Restarts a service."""
    return service


class Worker:
    def __init__(self):
        self.agent = Agent(name="operator", instructions="You operate.", tools=[restart])

    async def work(self, order: str) -> str:
        # ruleid: chat-sender-unverified
        result = await Runner.run(self.agent, order)
        return result.final_output
