# ruleid: hardcoded-test-credential
ACCESS_TOKEN = "«{AN:32}»"  # gitleaks:allow
