#!/bin/sh
grep -q "git push" && exit 2
exit 0
