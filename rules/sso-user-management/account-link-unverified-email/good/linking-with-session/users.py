from app.auth import backend, company, fastapi_users, user_schema

# ok: account-link-unverified-email
sign_in = fastapi_users.get_oauth_router(company, backend, "STATE", associate_by_email=False)
# ok: account-link-unverified-email
joining = fastapi_users.get_oauth_associate_router(company, user_schema, "STATE")
