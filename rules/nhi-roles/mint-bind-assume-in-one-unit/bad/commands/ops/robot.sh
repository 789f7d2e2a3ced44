#!/usr/bin/env bash
set -euo pipefail
# ruleid: mint-bind-assume-in-one-unit
gcloud iam service-accounts create robot --display-name="Robot"
gcloud projects add-iam-policy-binding acme-desk --member="serviceAccount:robot@acme-desk.iam.gserviceaccount.com" --role=roles/storage.admin
gcloud iam service-accounts keys create /run/robot.json --iam-account=robot@acme-desk.iam.gserviceaccount.com
