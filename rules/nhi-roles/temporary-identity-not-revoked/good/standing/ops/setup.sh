#!/bin/bash
kubectl create serviceaccount ingress
aws iam create-user --user-name backup
