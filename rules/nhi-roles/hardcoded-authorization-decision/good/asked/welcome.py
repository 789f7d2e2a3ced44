from .directory import assign_role
from .policy import is_allowed

EARLY = ("rosa", "tim")


def welcome(person):
    role = "beta" if person.username in EARLY else "reader"
    if not is_allowed(person, "take", role):
        raise PermissionError(role)
    # ok: hardcoded-authorization-decision
    assign_role(person.id, role)
