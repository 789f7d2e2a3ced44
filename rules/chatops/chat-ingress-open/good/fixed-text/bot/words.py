import logging

WORDS = {"en": {"intro": "Ask for:\n"}, "sv": {"intro": "Fråga om:\n"}}


def is_private(update):
    return update.effective_chat.type == "private"


def in_language(key, language):
    try:
        return WORDS[language][key]
    except KeyError:
        logging.warning("no word for %s", key)
        return WORDS["en"][key]
