#!/bin/sh
# ruleid: hardcoded-privileged-role
az role assignment create --assignee "$AGENT_ID" --role "Owner" --scope "/subscriptions/$SUBSCRIPTION"
# ruleid: hardcoded-privileged-role
aws iam attach-user-policy --user-name agent --policy-arn arn:aws:iam::aws:policy/IAMFullAccess
