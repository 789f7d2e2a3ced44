from agents import Agent, handoff

from .writer import writer
from .pages import read_page

# ok: handoff-elevates-privilege
reader = Agent(name="Reader", instructions="Read pages.", tools=[read_page], handoffs=[handoff(agent=writer)])
