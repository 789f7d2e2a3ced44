import time

from .db import find_mandate


def require_consent(user_id, task):
    mandate = find_mandate(user_id, task)
    if mandate is None or mandate.until < time.time():
        raise PermissionError(task)
