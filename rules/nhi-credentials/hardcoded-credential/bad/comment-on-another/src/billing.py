# Do not swap this for a fake key: the billing job needs the real one.
# ruleid: hardcoded-credential
BILLING = "«ghp_{AN:30}{crc32-base62}»"

# Made up account token for the robot
# ruleid: hardcoded-credential
ROBOT = "«gho_{AN:30}{crc32-base62}»"

# What another scanner was told says neither why nor until when.
# ruleid: hardcoded-credential
SERVICE_TOKEN = "«{AN:40}»"  # pragma: allowlist secret

# ruleid: hardcoded-credential
PROBE_TOKEN = "«{AN:40}»"  # replaces the old dummy value

# ok: hardcoded-credential
PREVIEW_TOKEN = "«{AN:40}»"  # dummy value
