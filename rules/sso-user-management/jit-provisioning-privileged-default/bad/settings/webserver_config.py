from flask_appbuilder.security.manager import AUTH_OAUTH

AUTH_TYPE = AUTH_OAUTH
AUTH_USER_REGISTRATION = True
# ruleid: jit-provisioning-privileged-default
AUTH_USER_REGISTRATION_ROLE = "Admin"
OAUTH_PROVIDERS = [{"name": "google", "token_key": "access_token", "icon": "fa-google"}]
