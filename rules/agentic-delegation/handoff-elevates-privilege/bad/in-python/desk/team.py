from agents import Agent, handoff

from .operator import operator
from .pages import read_page

# ruleid: handoff-elevates-privilege
reader = Agent(name="Reader", instructions="Read pages.", tools=[read_page], handoffs=[handoff(agent=operator)])
