#!/usr/bin/env bash
set -euo pipefail
# ok: mint-bind-assume-in-one-unit
gcloud iam service-accounts create robot --display-name="Robot"
gcloud projects add-iam-policy-binding acme-desk --member="serviceAccount:robot@acme-desk.iam.gserviceaccount.com" --role=roles/storage.objectViewer
