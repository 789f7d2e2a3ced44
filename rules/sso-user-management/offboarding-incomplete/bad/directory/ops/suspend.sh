#!/bin/bash
for id in $(cat former.txt); do
  # ruleid: offboarding-incomplete
  az ad user update --id "$id" --account-enabled false
done
