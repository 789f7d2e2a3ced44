from discord.ext import commands

from .ship import ship

bot = commands.Bot(command_prefix="!")


@bot.command()
async def release(ctx, service):
    await ship(service)
    await ctx.send("shipped")
