import subprocess

# Somebody starts this by hand: no model does.
# ok: agent-schedules-itself
subprocess.run(["crontab", "-"], input="0 6 * * * claude -p 'Sort the reports'\n", text=True, check=True)
