import subprocess

import discord

client = discord.Client(intents=discord.Intents.default())


@client.event
async def on_message(message):
    if message.content == "!uptime":
        await message.channel.send(subprocess.check_output(["uptime"], text=True))
    count = int(message.content.removeprefix("!roll ") or 1)
    await message.channel.send(str(count))
