import os

secret = os.environ["QUEUE_SIGNING_SECRET"]
shown = secret[:60] + "…" if len(secret) > 60 else secret
# ruleid: credential-logged
print("queue signed with", shown)
known = secret if len(secret) > 8 else secret[:2]
# ruleid: credential-logged
print("queue signed with", known)
