#!/usr/bin/env bash
set -euo pipefail
# ok: credential-in-process-arguments
printf '%s' "$REGISTRY_PASSWORD" | docker login -u "$REGISTRY_USER" --password-stdin registry.harbor.io
# ok: credential-in-process-arguments
gh auth login --with-token <<< "$RELEASE_TOKEN"
