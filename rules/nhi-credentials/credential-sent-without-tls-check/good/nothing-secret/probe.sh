#!/bin/sh
# ok: credential-sent-without-tls-check
curl -sk -o /dev/null -w '%{http_code}' "https://$1/health"
# ok: credential-sent-without-tls-check
curl -H "Authorization: Bearer $TOKEN" -K curl.cfg "https://$1/whoami"
