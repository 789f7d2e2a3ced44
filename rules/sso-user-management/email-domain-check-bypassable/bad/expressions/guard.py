import re


def is_staff(email: str) -> bool:
    # ruleid: email-domain-check-bypassable
    return re.match(r"[\w.+-]+@harbor\.io", email) is not None
