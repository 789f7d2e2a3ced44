from flask import abort, jsonify, request
from flask_login import current_user, login_required

from .models import Invoice


@login_required
def invoices():
    tenant = request.args["tenant"]
    if tenant != current_user.tenant_id:
        abort(404)
    # ok: tenant-binding-missing
    return jsonify(Invoice.query.filter_by(tenant_id=tenant).count())
