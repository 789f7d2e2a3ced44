import boto3
import discord
from discord.ext import commands

bot = commands.Bot(command_prefix="!", intents=discord.Intents.default())
iam = boto3.client("iam")


@bot.command(name="promote")
async def promote(ctx: commands.Context, user: str):
    # ruleid: chat-message-to-privileged-sink
    iam.add_user_to_group(GroupName="operators", UserName=user)
    await ctx.send(f"{user} is an operator now.")
