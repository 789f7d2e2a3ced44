import subprocess

from telegram.ext import Application, CommandHandler, ConversationHandler, MessageHandler, filters

UNIT = 1


async def ask(update, context):
    await update.message.reply_text("Which unit?")
    return UNIT


async def restart(update, context):
    subprocess.run(["systemctl", "restart", update.message.text], check=True)
    return ConversationHandler.END


app = Application.builder().token("TOKEN").build()
app.add_handler(
    ConversationHandler(
        # ok: chat-ingress-open
        entry_points=[CommandHandler("restart", ask)],
        # ruleid: chat-ingress-open
        states={UNIT: [MessageHandler(filters.TEXT, restart)]},
        fallbacks=[],
    )
)
