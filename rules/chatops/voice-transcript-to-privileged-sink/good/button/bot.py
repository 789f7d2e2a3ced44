import os

import discord
from deepgram import DeepgramClient

ears = DeepgramClient()
bot = discord.Client(intents=discord.Intents.default())
OWNER = int(os.environ["OWNER_ID"])


@bot.event
async def on_message(message):
    heard = ears.listen.v1.media.transcribe_url(url=message.attachments[0].url)
    order = heard.results.channels[0].alternatives[0].transcript
    await message.reply(f"Run {order!r}? Answer yes.")
    answer = await bot.wait_for("message", check=lambda reply: reply.author.id == OWNER, timeout=60)
    if answer.content != "yes":
        return
    os.system(f"make {order}")
