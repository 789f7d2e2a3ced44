import discord

client = discord.Client(intents=discord.Intents.all())


@client.event
async def on_message(message):
    if message.content.startswith("!tide"):
        await message.channel.send("High at six.")


class Quiet(discord.Client):
    async def on_message(self, message):
        if self.user not in message.mentions:
            return
        await message.reply("Here I am.")
