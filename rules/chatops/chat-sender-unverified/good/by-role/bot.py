import os

from discord.ext import commands

from crew import release_crew

bot = commands.Bot(command_prefix="!")


@bot.command()
@commands.has_role("operators")
async def release(ctx, *, wish: str):
    await ctx.send(str(release_crew.kickoff(inputs={"wish": wish})))


bot.run(os.environ["BOT_TOKEN"])
