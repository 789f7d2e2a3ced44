from fastapi import FastAPI

from app.auth import backend, fastapi_users, twitch

app = FastAPI()
app.include_router(
    # ruleid: account-link-unverified-email
    fastapi_users.get_oauth_router(twitch, backend, "STATE", associate_by_email=True, is_verified_by_default=True),
    prefix="/auth/twitch",
)
