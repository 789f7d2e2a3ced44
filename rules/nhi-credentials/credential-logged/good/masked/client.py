import hashlib
import os

import requests

token = os.environ["TRACKER_TOKEN"]
# ok: credential-logged
print(f"token …{token[-4:]}")
# ok: credential-logged
print("token id", hashlib.sha256(token.encode()).hexdigest()[:8])
answer = requests.get("https://tracker.example/me", headers={"Authorization": f"Bearer {token}"})
# ok: credential-logged
print(answer.status_code, answer.json())
