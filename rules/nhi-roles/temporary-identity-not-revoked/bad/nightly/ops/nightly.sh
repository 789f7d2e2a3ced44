#!/bin/bash
set -euo pipefail
# ruleid: temporary-identity-not-revoked
aws iam create-access-key --user-name "tmp-$BUILD_ID" > key.json
# ruleid: temporary-identity-not-revoked
gcloud iam service-accounts create "nightly-run-$BUILD_ID" --display-name "nightly"
./report.sh key.json
