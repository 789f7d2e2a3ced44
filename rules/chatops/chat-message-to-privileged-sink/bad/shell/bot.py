import subprocess

from telegram import Update
from telegram.ext import ApplicationBuilder, CommandHandler, ContextTypes


async def run(update: Update, context: ContextTypes.DEFAULT_TYPE):
    line = " ".join(context.args)
    # ruleid: chat-message-to-privileged-sink
    done = subprocess.run(line, shell=True, capture_output=True, text=True)
    await update.message.reply_text(done.stdout)


application = ApplicationBuilder().token("from-the-vault").build()
application.add_handler(CommandHandler("run", run))
