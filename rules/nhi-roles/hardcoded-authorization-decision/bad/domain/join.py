from .directory import members


def join(user, domain):
    # ruleid: hardcoded-authorization-decision
    members.add_member_role(user.id, "editor" if domain == "partner.dev" else "guest")
