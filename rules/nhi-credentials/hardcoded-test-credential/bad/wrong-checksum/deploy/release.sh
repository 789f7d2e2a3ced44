#!/usr/bin/env bash
set -euo pipefail

# ruleid: hardcoded-test-credential
GH_TOKEN=«ghp_{AN:36}» gh release create "$1" --generate-notes
