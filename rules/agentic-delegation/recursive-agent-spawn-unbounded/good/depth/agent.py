from agents import Agent, RunContextWrapper, Runner, function_tool


@function_tool
async def delegate(context: RunContextWrapper, part: str) -> str:
    """Gives a part of the task to another agent."""
    if context.context.depth >= 2:
        return "Do it yourself."
    helper = Agent(name="helper", instructions="Do it.", tools=[delegate])
    return (await Runner.run(helper, part, context=context.context.deeper())).final_output
