import schedule

from .mailbox import answer, service_for
from .mandates import require_consent
from .people import everyone


def answer_all():
    for user in everyone():
        require_consent(user.id, "mail:answer")
        answer(service_for(user.refresh_token), "inbox", "Out of office.")


def remind_all():
    for user in everyone(has_mandate=True):
        answer(service_for(user.refresh_token), "inbox", "Remember the meeting.")


schedule.every().day.do(answer_all)
schedule.every().day.do(remind_all)
