#!/bin/sh
git branch --show-current
