from telegram import Update
from telegram.ext import Application, MessageHandler, filters

from .ear import hear
from .operations import Operations

operations = Operations()


async def on_voice(update: Update, context) -> None:
    note = await update.message.voice.get_file()
    path = await note.download_to_drive()
    await operations.carry_out(hear(str(path)))


application = Application.builder().token("…").build()
application.add_handler(MessageHandler(filters.VOICE, on_voice))
