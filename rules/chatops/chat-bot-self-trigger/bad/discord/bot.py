import discord
from discord.ext import commands

from model import answer

client = discord.Client(intents=discord.Intents.all())


# ruleid: chat-bot-self-trigger
@client.event
async def on_message(message):
    async with message.channel.typing():
        text = await answer(message.content)
    await message.channel.send(text)


class Echo(commands.Cog):
    # ruleid: chat-bot-self-trigger
    @commands.Cog.listener()
    async def on_message(self, message: discord.Message):
        if message.attachments:
            await message.reply("Thank you for the file.")


bot = commands.Bot(command_prefix="/", intents=discord.Intents.all())


# ruleid: chat-bot-self-trigger
@bot.event
async def on_message(message):
    await message.channel.send(await answer(message.content), reference=message)
