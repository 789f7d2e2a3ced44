import subprocess

COMMANDS = {"disk": ["df", "-h"], "load": ["uptime"]}


async def show(update, context):
    wanted = context.args[0]
    if wanted not in COMMANDS:
        return
    done = subprocess.run(COMMANDS[wanted], capture_output=True, text=True)
    await update.message.reply_text(done.stdout)
