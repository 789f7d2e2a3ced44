INSTALLED_APPS = ["allauth", "allauth.account", "allauth.socialaccount", "allauth.socialaccount.providers.twitter"]

# ruleid: account-link-unverified-email
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
# ruleid: account-link-unverified-email
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
