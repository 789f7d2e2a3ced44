# contact: ops@example.com
# ruleid: hardcoded-password
SMTP_PASSWORD = "«Heron{D:3}!dawn»"

# ruleid: hardcoded-password
reports = dict(username="reporting77", password="reporting77")
