from agents import Agent, Runner, function_tool


@function_tool
async def delegate(part: str) -> str:
    """Gives a part of the task to another agent."""
    # ruleid: recursive-agent-spawn-unbounded
    helper = Agent(name="helper", instructions="Do it, or delegate.", tools=[delegate])
    result = await Runner.run(helper, part, max_turns=20)
    return result.final_output
