#!/bin/sh
aws iam delete-login-profile --user-name "$1"
for key in $(aws iam list-access-keys --user-name "$1" --query 'AccessKeyMetadata[].AccessKeyId' --output text); do
  aws iam delete-access-key --user-name "$1" --access-key-id "$key"
done
