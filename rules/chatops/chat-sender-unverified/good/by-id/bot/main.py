import os

from telegram.ext import Application, CommandHandler

from .worker import Worker

worker = Worker()
OPERATORS = {int(each) for each in os.environ["OPERATORS"].split(",")}


async def do(update, context):
    if update.effective_user.id not in OPERATORS:
        return
    order = update.message.text.removeprefix("/do ")
    await update.message.reply_text(await worker.work(order))


application = Application.builder().token(os.environ["BOT_TOKEN"]).build()
application.add_handler(CommandHandler("do", do))
application.run_polling()
