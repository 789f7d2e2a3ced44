from agents import Agent, Runner

agent = Agent(name="sources", instructions="Check the sources.")


def run_agent(state):
    return Runner.run_sync(agent, str(state))
