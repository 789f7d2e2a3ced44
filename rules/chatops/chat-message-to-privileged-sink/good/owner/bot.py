import os
import subprocess

import discord
from discord.ext import commands

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())
OPERATORS = {184920113374298112}


@bot.command()
@commands.is_owner()
async def shell(ctx, *, line: str):
    await ctx.send(subprocess.getoutput(line))


@bot.command()
async def other(ctx, *, line: str):
    if ctx.author.id not in OPERATORS:
        await ctx.send("No.")
        return
    os.system(line)
