#!/bin/sh
ACCOUNT="agent@$PROJECT.iam.gserviceaccount.com"
# ruleid: hardcoded-privileged-role
gcloud projects add-iam-policy-binding "$PROJECT" --member="serviceAccount:$ACCOUNT" --role="roles/editor"
