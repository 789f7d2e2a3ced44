from app.roles import role_of


def is_admin(request, session) -> bool:
    shown = request.headers.get("X-User-Role")
    request.log.info("role as the client sees it: %s", shown)
    # ok: user-writable-claim-as-authority
    return role_of(session.user_id) == "admin"
