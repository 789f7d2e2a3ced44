import json

from openai import OpenAI

from .settings import Settings
from .tracker import tickets_of

client = OpenAI()
settings = Settings()


def answer(question):
    tickets = json.dumps(tickets_of(settings.tracker_key))
    messages = [{"role": "system", "content": tickets}, {"role": "user", "content": question}]
    return client.chat.completions.create(model="gpt-5", messages=messages)
