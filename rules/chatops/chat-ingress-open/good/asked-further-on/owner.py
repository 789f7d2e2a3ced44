import subprocess

from telegram import Update
from telegram.ext import Application, CommandHandler

from settings import OWNER_ID


def checked(update):
    if update.effective_user.id != OWNER_ID:
        raise PermissionError("not for you")
    return update.message.text


async def run(update: Update, context):
    text = checked(update)
    subprocess.run(["task", text], check=True)


app = Application.builder().token("TOKEN").build()
app.add_handler(CommandHandler("run", run))
