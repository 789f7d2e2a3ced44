#!/usr/bin/env bash
set -euo pipefail
# ruleid: token-lifetime-exceeds-task
kubectl -n desk create token deployer --duration=720h > /run/deployer
# ruleid: token-lifetime-exceeds-task
vault token create -policy=desk -ttl=768h -field=token > /run/desk
