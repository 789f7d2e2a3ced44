import discord
from discord.ext import commands

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())


@bot.command()
async def unlock(ctx: commands.Context):
    role = discord.utils.get(ctx.guild.roles, name="Moderator")
    # ruleid: agent-self-grant
    await ctx.guild.me.add_roles(role, reason="needed to answer")
