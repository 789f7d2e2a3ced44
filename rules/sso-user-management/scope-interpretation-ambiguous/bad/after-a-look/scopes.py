def normalized(text):
    return text.strip().lower()


def may_write(claims):
    scope = normalized(claims.get("scope", ""))
    # ruleid: scope-interpretation-ambiguous
    return "tickets:write" in scope


def may_read(claims):
    # ruleid: scope-interpretation-ambiguous
    return any("tickets:read" in text for text in [claims["scope"]])
