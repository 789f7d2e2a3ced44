import os
import requests

requests.post("https://slack.com/api/chat.postMessage", headers={"authorization": os.environ["SLACK_BOT_TOKEN"]})
requests.get("https://api.linear.app/issues", headers={"authorization": os.environ["LINEAR_API_KEY"]})
