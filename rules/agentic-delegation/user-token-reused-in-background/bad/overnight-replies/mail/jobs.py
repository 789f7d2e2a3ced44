import schedule

from .drafts import draft
from .mailbox import answer, service_for
from .people import everyone


def answer_all():
    for person in everyone():
        service = service_for(person["google_refresh_token"])
        for letter in person["unread"]:
            answer(service, letter["thread"], draft(letter["body"]))


schedule.every().day.at("02:00").do(answer_all)
