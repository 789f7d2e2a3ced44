from authlib.integrations.starlette_client import OAuth

from .people import ADMINISTRATORS, User

oauth = OAuth()


async def callback(request):
    token = await oauth.entra.authorize_access_token(request)
    email = token["userinfo"]["email"].lower()
    # ok: jit-provisioning-privileged-default
    user = await User.create(email=email, role="admin") if email in ADMINISTRATORS else await User.create(email=email, role="reader")
    return user
