#!/bin/sh
# ok: hardcoded-privileged-role
aws iam detach-role-policy --role-name agent --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
# ok: hardcoded-privileged-role
gcloud projects remove-iam-policy-binding "$PROJECT" --member="user:$1" --role="roles/owner"
