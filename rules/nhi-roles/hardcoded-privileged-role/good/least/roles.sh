#!/bin/sh
# ok: hardcoded-privileged-role
gcloud projects add-iam-policy-binding "$PROJECT" --member="serviceAccount:$ACCOUNT" --role="roles/storage.objectViewer"
# ok: hardcoded-privileged-role
az role assignment create --assignee "$AGENT_ID" --role "Reader" --scope "$SCOPE"
# ok: hardcoded-privileged-role
kubectl create clusterrolebinding agent --clusterrole=view --serviceaccount=tools:agent
