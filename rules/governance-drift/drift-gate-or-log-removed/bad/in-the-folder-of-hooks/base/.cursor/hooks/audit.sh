#!/bin/sh
tee -a audit.log
