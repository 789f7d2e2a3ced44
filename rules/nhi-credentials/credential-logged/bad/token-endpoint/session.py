import json
import logging

import httpx

logger = logging.getLogger(__name__)


class Session:
    def __init__(self, token_url):
        self.token_url = token_url

    def renew(self, form):
        answer = httpx.post(self.token_url, data=form).json()
        self.keep(answer["access_token"], answer["expires_in"])

    def keep(self, token, lifetime):
        logger.info("renewed for %d s", lifetime)
        # ruleid: credential-logged
        logger.warning("token is now " + token)
        self.token = token
