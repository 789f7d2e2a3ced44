# This one is not a secret: it is the name of the queue.
QUEUE = "ledger-events"

# Opens the vault of the machine; ask before you change it.
# ruleid: hardcoded-password
MASTER_PASSWORD = "«Herons{D:3}#dawn»"
