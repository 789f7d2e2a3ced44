#!/bin/sh
# ok: credential-sent-without-tls-check
curl --cacert harbor-ca.pem -H "Authorization: Bearer $TOKEN" https://directory.harbor.internal/members
