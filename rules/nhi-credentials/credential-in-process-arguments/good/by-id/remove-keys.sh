#!/bin/sh
aws apigateway get-api-key --api-key "${API_KEY_ID}" --query name
for api_key_id in $(aws apigateway get-api-keys --query 'items[*].id' --output text); do
  aws apigateway delete-api-key --api-key $api_key_id
done
