import telebot

bot = telebot.TeleBot("", parse_mode=None)

REPLIES = {}
# replies end here


def keep(place: str, lines: list[str]) -> None:
    # ruleid: agent-writes-own-source
    with open(place, mode="w", encoding="utf-8") as program:
        program.writelines(lines)


@bot.message_handler(commands=["learn"])
def learn(message):
    word, reply = message.text.removeprefix("/learn ").split("=", 1)
    with open(__file__, encoding="utf-8") as program:
        lines = program.readlines()
    lines.insert(lines.index("# replies end here\n"), f"REPLIES[{word!r}] = {reply!r}\n")
    keep(__file__, lines)
