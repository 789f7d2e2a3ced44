import hashlib
import logging

logger = logging.getLogger(__name__)
SECRET_FIELDS = {"refresh_token", "client_secret"}


def _redact(data):
    out = {}
    for key, value in data.items():
        if key.lower() not in SECRET_FIELDS:
            out[key] = value
        else:
            out[key] = hashlib.sha256(value.encode()).hexdigest()[:8]
    return out


def refresh(form):
    params = {"grant_type": "refresh_token", "refresh_token": form.get("refresh_token")}
    # ok: credential-logged
    logger.info("asks for %s", _redact(params))
    return params
