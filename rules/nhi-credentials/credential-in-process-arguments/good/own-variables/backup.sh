#!/bin/sh
# ok: credential-in-process-arguments
MYSQL_PWD="$BACKUP_PASSWORD" mysqldump -h db.harbor.internal -u backup orders > orders.sql
# ok: credential-in-process-arguments
REDISCLI_AUTH="$CACHE_PASSWORD" redis-cli -h cache.harbor.internal SAVE
# ok: credential-in-process-arguments
docker run -p "$PORT:8080" -v "$PWD:/data" registry.harbor.io/agent
