from .directory import set_role
from .store import rights


def sync(user):
    # ok: hardcoded-authorization-decision
    set_role(user.id, rights.role_of(user.department))
