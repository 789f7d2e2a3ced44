#!/bin/sh
for name in orders invoices; do
  # ruleid: credential-in-process-arguments
  mysqldump -h db.harbor.internal -u backup -p"$BACKUP_PASSWORD" "$name" > "$name.sql"
done
# ruleid: credential-in-process-arguments
redis-cli -h cache.harbor.internal -a "${CACHE_PASSWORD}" SAVE
