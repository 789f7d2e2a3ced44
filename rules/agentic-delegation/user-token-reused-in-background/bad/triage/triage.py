from apscheduler.schedulers.blocking import BlockingScheduler
from langchain.agents import create_agent

from store import all_users

agent = create_agent(model="gpt-5", tools=[])
scheduler = BlockingScheduler()


@scheduler.scheduled_job("interval", minutes=20)
def triage():
    for user in all_users():
        # ruleid: user-token-reused-in-background
        agent.invoke({"messages": ["Sort what is new."], "token": user.refresh_token})


scheduler.start()
