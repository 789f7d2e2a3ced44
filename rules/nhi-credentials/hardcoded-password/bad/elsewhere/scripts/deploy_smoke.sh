#!/usr/bin/env bash
set -euo pipefail

# ruleid: hardcoded-password
PASSWORD='«Heron{D:3}!dawn»'
curl --fail --user "admin:$PASSWORD" "https://$HOST/health"
