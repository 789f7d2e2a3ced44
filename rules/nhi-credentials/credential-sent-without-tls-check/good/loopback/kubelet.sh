#!/usr/bin/env bash
# ok: credential-sent-without-tls-check
curl -k -H "Authorization: Bearer $(cat token)" https://127.0.0.1:10250/pods
# ok: credential-sent-without-tls-check
curl -k --header "Authorization: Bearer $TOKEN" https://localhost:6443/version
