from flask_appbuilder.security.manager import AUTH_OAUTH

AUTH_TYPE = AUTH_OAUTH
AUTH_ROLE_ADMIN = "Admin"
AUTH_USER_REGISTRATION = True
# ok: jit-provisioning-privileged-default
AUTH_USER_REGISTRATION_ROLE = "Public"
