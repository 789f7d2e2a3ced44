import os

from telegram.ext import Application, CommandHandler

from .worker import Worker

worker = Worker()


async def do(update, context):
    order = update.message.text.removeprefix("/do ")
    await update.message.reply_text(await worker.work(order))


application = Application.builder().token(os.environ["BOT_TOKEN"]).build()
application.add_handler(CommandHandler("do", do))
application.run_polling()
