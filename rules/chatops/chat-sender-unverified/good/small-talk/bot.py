import os

from openai import OpenAI
from telegram.ext import Application, MessageHandler, filters

from house import agent

openai = OpenAI()
OWNER = int(os.environ["OWNER"])


async def talk(update, context):
    answer = openai.responses.create(model="gpt-5", input=update.message.text)
    await update.message.reply_text(answer.output_text)


async def do(update, context):
    await update.message.reply_text(agent.run(update.message.text))


application = Application.builder().token(os.environ["BOT_TOKEN"]).build()
application.add_handler(MessageHandler(filters.TEXT & filters.User(OWNER), do))
application.add_handler(MessageHandler(filters.TEXT, talk))
