from aiogram import Dispatcher
from aiogram.filters import Command

dp = Dispatcher()


@dp.message(Command("balance", "saldo"))
async def balance(message):
    await message.answer(str(balances().get(message.from_user.id)))


def balances():
    return {}
