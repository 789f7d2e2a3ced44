from agents import Agent, function_tool
from crontab import CronTab


@function_tool
def remind(hour: int) -> str:
    """Looks again every day."""
    table = CronTab(user=True)
    # ruleid: agent-schedules-itself
    job = table.new(command="codex exec 'Look again'")
    job.hour.on(hour)
    table.write()
    return "done"


agent = Agent(name="Watcher", instructions="Watch.", tools=[remind])
