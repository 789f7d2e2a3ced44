# ruleid: hardcoded-test-credential
PASSWORD = "«Heron{D:3}!dawn»"  # gitleaks:allow

# ok: hardcoded-test-credential
ACCESS_TOKEN = "«{AN:32}»"  # gitleaks:allow
