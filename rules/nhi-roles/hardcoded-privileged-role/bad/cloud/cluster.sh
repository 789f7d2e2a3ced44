#!/usr/bin/env bash
set -e
kubectl create serviceaccount agent -n tools
# ruleid: hardcoded-privileged-role
kubectl create clusterrolebinding agent-admin --clusterrole=cluster-admin --serviceaccount=tools:agent
