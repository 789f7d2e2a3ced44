from pathlib import Path

import discord
from discord.ext import commands

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())


# Often the sender's own record; nothing tells it from another's.
# ruleid: chat-ingress-open
@bot.command()
async def rename(ctx, name: str):
    Path("names", str(ctx.author.id)).write_text(name)


# ok: chat-ingress-open
@bot.command()
async def named(ctx):
    await ctx.send(Path("names", str(ctx.author.id)).read_text())


bot.run("TOKEN")
