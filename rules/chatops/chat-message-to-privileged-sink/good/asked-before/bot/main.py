import os

import discord

from bot import jobs

client = discord.Client(intents=discord.Intents.default())


@client.event
async def on_message(message):
    if message.author.id != int(os.environ["OPERATOR"]):
        return
    if message.content.startswith("!job "):
        jobs.start(message.content[5:])
