import jwt


class Verifier:
    def __init__(self, keys, clients):
        self.keys = keys
        self.clients = clients

    def verify(self, token):
        key = self.keys.get_signing_key_from_jwt(token).key
        # Access tokens of this issuer name the client and no audience.
        claims = jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})
        if claims.get("client_id") not in self.clients:
            raise PermissionError("unknown client")
        return claims
