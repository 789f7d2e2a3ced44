#!/usr/bin/env bash
set -euo pipefail

# ruleid: credential-sent-without-tls-check
curl -fsSk -H "Authorization: Bearer $DEPLOY_TOKEN" "https://deploy.harbor.internal/apps/$APP/restart"
