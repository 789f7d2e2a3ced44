#!/bin/sh
# ok: hardcoded-privileged-role
aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
# ok: hardcoded-privileged-role
az role assignment list --role Owner --all
