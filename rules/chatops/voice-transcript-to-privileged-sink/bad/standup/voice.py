import boto3
import discord
from openai import AsyncOpenAI

ear = AsyncOpenAI()
iam = boto3.client("iam")
bot = discord.Client(intents=discord.Intents.default())


@bot.event
async def on_message(message):
    clip = await message.attachments[0].read()
    heard = await ear.audio.transcriptions.create(model="whisper-1", file=("clip.ogg", clip))
    words = heard.text.split()
    if "on-call" in words:
        # ruleid: voice-transcript-to-privileged-sink
        iam.add_user_to_group(GroupName="production-admins", UserName=words[-1])
