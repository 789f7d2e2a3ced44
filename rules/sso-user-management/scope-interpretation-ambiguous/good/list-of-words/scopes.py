class ScopeSet:
    def __init__(self, scopes):
        normalized = {scope.strip() for scope in scopes if scope and scope.strip()}
        # ok: scope-interpretation-ambiguous
        self.is_support = "support:*" in normalized


def values_of(payload):
    scopes = []

    def consume(value):
        if isinstance(value, str):
            scopes.extend(item.strip() for item in value.split())
        else:
            for item in value:
                scopes.append(item.strip())

    consume(payload.get("scope"))
    return scopes


def scope_set(payload):
    return ScopeSet(values_of(payload))


def may_write(claims):
    words = set(claims["scope"].split())
    # ok: scope-interpretation-ambiguous
    return "tickets:write" in words
