from agents import Agent, function_tool


@function_tool
def count(text: str) -> int:
    """Counts words."""
    return len(text.split())


writer = Agent(name="Writer", instructions="Write.", tools=[count])
