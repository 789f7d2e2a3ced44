import subprocess

from aiogram import Router
from aiogram.filters import Command, CommandStart

router = Router()


# ok: chat-ingress-open
@router.message(CommandStart())
async def start(message):
    await message.answer(texts("start"))


# ok: chat-ingress-open
@router.message(Command("menu"))
async def menu(message):
    await message.answer(texts("menu"))


# ruleid: chat-ingress-open
@router.message(Command("rollout"))
async def rollout(message):
    subprocess.run(["kubectl", "rollout", "restart", message.text], check=True)


def texts(name):
    return open(f"texts/{name}.txt").read()
