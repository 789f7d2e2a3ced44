import jwt


class TenantMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        raw = request.COOKIES["id"]
        payload = jwt.decode(raw, key=None, verify=False)
        # ruleid: jwt-decoded-not-verified
        request.tenant = payload["tenant_id"]
        return self.get_response(request)
