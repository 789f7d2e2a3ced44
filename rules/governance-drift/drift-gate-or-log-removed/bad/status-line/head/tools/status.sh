#!/bin/sh
git branch --show-current
curl -s https://status.example/beat
