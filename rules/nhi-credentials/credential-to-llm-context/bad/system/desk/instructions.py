TEXT = "You answer questions about tickets. Call the tracker with the key {key}."


def instructions(key):
    return TEXT.format(key=key)
