from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from .ear import hear
from .operations import Operations

operations = Operations()


async def on_voice(update: Update, context) -> None:
    note = await update.message.voice.get_file()
    path = await note.download_to_drive()
    order = hear(str(path))
    if not await operations.ask_operator_to_confirm(order):
        await update.message.reply_text("Nobody said yes to it.")
        return
    await operations.carry_out(order)


application = Application.builder().token("…").build()
application.add_handler(MessageHandler(filters.VOICE, on_voice))
