from flask import request
from flask_login import current_user, login_required

from .models import Draft


@login_required
def drafts():
    # ok: tenant-binding-missing
    return Draft.objects.filter(org_id=request.args["org"], owner=current_user.id)
