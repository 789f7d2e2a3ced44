ROLES = {"admin": "Administrator", "member": "Member"}


def admins(organization) -> list:
    # ok: hardcoded-privileged-role
    return list(organization.get_members(role="admin"))
