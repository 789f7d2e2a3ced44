import os

import discord

client = discord.Client(intents=discord.Intents.default())


@client.event
async def on_message(message):
    if message.author.display_name != "Ines":
        return
    if message.content.startswith("restart "):
        # ruleid: chat-message-to-privileged-sink
        os.system(f"systemctl restart {message.content[8:]}")
