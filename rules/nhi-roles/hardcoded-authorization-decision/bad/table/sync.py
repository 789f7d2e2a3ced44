from .directory import set_role

RIGHTS = {"finance": "ledger-writer", "support": "ticket-admin"}


def sync(user):
    # ruleid: hardcoded-authorization-decision
    set_role(user.id, RIGHTS.get(user.department, "reader"))
