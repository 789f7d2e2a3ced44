#!/bin/sh
# ruleid: offboarding-incomplete
aws iam delete-login-profile --user-name "$1"
aws iam remove-user-from-group --user-name "$1" --group-name engineers
