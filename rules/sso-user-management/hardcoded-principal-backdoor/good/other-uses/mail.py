def sort(message) -> str:
    if message.sender.email == "newsletter@quarry.example":
        return "letters"
    greeting = "Dear boss" if message.sender.email == "boss@quarry.example" else "Hello"
    is_spam = message.sender.email == "prize@quarry.example"
    return "spam" if is_spam else greeting


def check(username: str, password: str) -> str:
    if username == "" and password == "":
        return "Fill in both"
    return ""
