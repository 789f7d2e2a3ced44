import os
import requests

requests.post("https://alerts.example.com", headers={"authorization": os.environ["SLACK_BOT_TOKEN"]})
