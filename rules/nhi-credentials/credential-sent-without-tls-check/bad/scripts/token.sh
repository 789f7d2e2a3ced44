#!/bin/sh
# ruleid: credential-sent-without-tls-check
token=$(curl --insecure -s -d "grant_type=client_credentials&client_secret=$CLIENT_SECRET" https://login.harbor.internal/oauth/token | jq -r .access_token)
# ruleid: credential-sent-without-tls-check
wget --no-check-certificate --header="Authorization: Bearer $token" -O members.json https://directory.harbor.internal/members
