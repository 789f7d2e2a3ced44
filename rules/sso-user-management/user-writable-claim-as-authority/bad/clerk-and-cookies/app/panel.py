from django.http import HttpResponseForbidden

from app.reports import all_reports


def panel(request):
    # ruleid: user-writable-claim-as-authority
    if request.COOKIES.get("theme") and request.cookies["is_admin"] == "1":
        return all_reports()
    return HttpResponseForbidden()
