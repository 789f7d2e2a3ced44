def verify_flag(settings) -> bool:
    # ok: credential-sent-without-tls-check
    return settings.get("verify", default=False)


def check(validator, document):
    # ok: credential-sent-without-tls-check
    return validator.run(document, verify=False)
