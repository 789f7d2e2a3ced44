import discord
from discord import app_commands
from discord.ext import commands
from langchain.agents import create_agent


class Summary(commands.Cog):
    @app_commands.command(name="summarize")
    async def summarize(self, interaction: discord.Interaction, persona: str):
        summary_agent = create_agent(model="small", tools=[], system_prompt=f"Summarize as {persona}.")
        # ok: chat-sender-unverified
        answer = await summary_agent.ainvoke({"messages": [("user", "Begin.")]})
        await interaction.followup.send(answer["messages"][-1].content)
