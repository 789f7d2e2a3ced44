import json
import os
import subprocess

import requests

key = os.environ["WEATHER_API_KEY"]


def report(place):
    answer = requests.get("https://weather.example/v1", params={"q": place, "key": key}).json()
    with open("weather.json", "w") as out:
        # ok: credential-persisted-plaintext
        json.dump(answer, out)
    login = subprocess.Popen(["registry", "login", "--password-stdin"], stdin=subprocess.PIPE)
    # ok: credential-persisted-plaintext
    login.stdin.write(key.encode())
