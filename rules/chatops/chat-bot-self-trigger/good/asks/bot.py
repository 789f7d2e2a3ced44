import discord
from slack_bolt import App

from model import answer

client = discord.Client(intents=discord.Intents.all())
app = App()


@client.event
async def on_message(message):
    if message.author == client.user or message.author.bot:
        return
    await message.channel.send(await answer(message.content))


@app.event("message")
def reply(event, say):
    if event.get("bot_id") or event.get("subtype"):
        return
    say(answer(event["text"]))
