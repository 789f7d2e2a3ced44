import subprocess

from telegram.ext import ApplicationBuilder, MessageHandler, filters


def is_allowed(host):
    return host.endswith(".example")


def fetch(host):
    if not is_allowed(host):
        return None
    return subprocess.run("curl " + host, shell=True)


async def on(update, context):
    fetch(update.message.text)
    await update.message.reply_text("ok")


app = ApplicationBuilder().token("TOKEN").build()
# ruleid: chat-ingress-open
app.add_handler(MessageHandler(filters.TEXT, on))
