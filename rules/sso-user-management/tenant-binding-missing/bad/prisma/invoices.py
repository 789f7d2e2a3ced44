from flask import Blueprint, jsonify, request
from flask_login import login_required

from .models import Invoice

bills = Blueprint("bills", __name__)


@bills.get("/invoices")
@login_required
def invoices():
    tenant = request.args["tenant"]
    # ruleid: tenant-binding-missing
    rows = Invoice.query.filter_by(tenant_id=tenant).all()
    return jsonify([row.total for row in rows])
