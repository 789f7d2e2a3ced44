import requests
from jose import jwt


class Verifier:
    def keys(self, url):
        # ruleid: token-issuer-not-pinned
        return requests.get(url, timeout=5).json()

    def verify(self, token, audience):
        header = jwt.get_unverified_header(token)
        return jwt.decode(token, self.keys(header["jku"]), audience=audience)
