import discord

from langchain.agents import create_agent

from desk import restart_service

bot = discord.Client(intents=discord.Intents.default())
ops_agent = create_agent("openai:gpt-5", tools=[restart_service])


@bot.event
async def on_message(message):
    if message.author.display_name != "ops-lead":
        return
    # ruleid: chat-sender-unverified
    answer = await ops_agent.ainvoke({"messages": [("user", message.content)]})
    await message.reply(answer["messages"][-1].content)
