import boto3
from telegram.ext import ApplicationBuilder, CommandHandler


async def leave(update, context):
    iam = boto3.client("iam")
    # ruleid: chat-command-not-audited
    iam.delete_user(UserName=context.args[0])


application = ApplicationBuilder().token("").build()
application.add_handler(CommandHandler("leave", leave))
