#!/usr/bin/env bash
deploy() {
  # ruleid: credential-in-process-arguments
  vercel deploy --prod --token "$VERCEL_TOKEN"
  # ruleid: credential-in-process-arguments
  az login --service-principal -u "$AZURE_CLIENT_ID" -p "$AZURE_CLIENT_SECRET" --tenant "$AZURE_TENANT_ID"
}
deploy
