#!/usr/bin/env bash
# ok: token-lifetime-exceeds-task
kubectl -n desk create token deployer --duration=10m > /run/deployer
# ok: token-lifetime-exceeds-task
vault token create -policy=desk -ttl=1h -field=token > /run/desk
