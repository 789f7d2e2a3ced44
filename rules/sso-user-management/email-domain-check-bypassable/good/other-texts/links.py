def mentions_us(body: str, host: str) -> bool:
    # ok: email-domain-check-bypassable
    return "@harbor.io" in body or host.endswith("harbor.io")
