import os

from browser_use import Agent, ChatOpenAI


async def order(article):
    password = os.environ["SHOP_PASSWORD"]
    agent = Agent(
        # ruleid: credential-to-llm-context
        task=f"Sign in to the shop as buyer with {password}, then order {article}",
        llm=ChatOpenAI(model="gpt-5"),
    )
    await agent.run()
