from openai import OpenAI

from .instructions import instructions
from .settings import Settings

client = OpenAI()
settings = Settings()


def answer(question):
    messages = [{"role": "system", "content": instructions(settings.tracker_key)}, {"role": "user", "content": question}]
    # ruleid: credential-to-llm-context
    return client.chat.completions.create(model="gpt-5", messages=messages)
