# ok: account-link-unverified-email
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_EMAIL_REQUIRED = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# ok: account-link-unverified-email
SOCIALACCOUNT_PROVIDERS = {"google": {"EMAIL_AUTHENTICATION": False, "VERIFIED_EMAIL": True}}
