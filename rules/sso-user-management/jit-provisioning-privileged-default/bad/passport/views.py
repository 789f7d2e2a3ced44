from authlib.integrations.django_client import OAuth
from django.contrib.auth import get_user_model, login
from django.shortcuts import redirect

oauth = OAuth()
oauth.register("okta")


def finish(request):
    claims = oauth.okta.authorize_access_token(request)["userinfo"]
    # ruleid: jit-provisioning-privileged-default
    person, fresh = get_user_model().objects.get_or_create(username=claims["sub"], defaults={"email": claims["email"], "is_superuser": True})
    login(request, person)
    return redirect("/console")
