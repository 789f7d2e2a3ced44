import subprocess

from aiogram import BaseMiddleware, Dispatcher
from aiogram.filters import Command

ALLOWED = {101, 102}

dp = Dispatcher()


class OnlyStaff(BaseMiddleware):
    async def __call__(self, handler, event, data):
        if event.from_user.id not in ALLOWED:
            return None
        return await handler(event, data)


dp.message.middleware(OnlyStaff())


@dp.message(Command("deploy"))
async def deploy(message):
    subprocess.run(["deploy", message.text], check=True)
