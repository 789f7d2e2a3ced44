#!/usr/bin/env bash
set -euo pipefail
# ruleid: credential-in-process-arguments
docker login -u "$REGISTRY_USER" -p "$REGISTRY_PASSWORD" registry.harbor.io
docker push "registry.harbor.io/agent:$VERSION"
