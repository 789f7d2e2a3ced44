#!/usr/bin/env bash
usage() {
  # ok: credential-in-process-arguments
  echo "usage: deploy --token \$VERCEL_TOKEN"
  # ok: credential-in-process-arguments
  vercel deploy --token-file "$TOKEN_FILE"
}
# ok: credential-in-process-arguments
test -n "$VERCEL_TOKEN" || usage
# ok: credential-in-process-arguments
mkdir -p "$TOKEN_FOLDER"
