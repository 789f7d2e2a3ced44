from flask import abort, jsonify, request

from app.models import Invoice

STAFF = {"admin", "accounting"}


def invoices():
    role = request.headers.get("X-User-Role", "guest")
    # ruleid: user-writable-claim-as-authority
    if role not in STAFF:
        abort(403)
    return jsonify([row.as_dict() for row in Invoice.query.all()])
