from .directory import assign_role

MANAGERS = ("rosa", "tim")


def welcome(person):
    role = "release-manager" if person.username in MANAGERS else "reader"
    # ruleid: hardcoded-authorization-decision
    assign_role(person.id, role)
