#!/bin/bash
az ad user update --id "$1" --account-enabled false
az rest --method POST --url "https://graph.microsoft.com/v1.0/users/$1/revokeSignInSessions"
