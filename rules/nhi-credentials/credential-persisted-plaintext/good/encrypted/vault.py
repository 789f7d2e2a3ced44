import hashlib
import os

from cryptography.fernet import Fernet


def keep(path, key):
    token = os.environ["PAYMENTS_TOKEN"]
    with open(path, "wb") as vault:
        # ok: credential-persisted-plaintext
        vault.write(Fernet(key).encrypt(token.encode()))
    with open(path + ".sum", "w") as digest:
        # ok: credential-persisted-plaintext
        digest.write(hashlib.sha256(token.encode()).hexdigest())
