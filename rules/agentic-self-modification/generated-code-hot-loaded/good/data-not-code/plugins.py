import ast
import importlib
import json

from openai import OpenAI

PLUGINS = ["plugins.mail", "plugins.calendar"]


def choose(wish):
    answer = OpenAI().responses.create(model="gpt-5", input=wish).output_text
    limit = json.loads(answer)["limit"]
    values = ast.literal_eval(answer)
    return [importlib.import_module(name) for name in PLUGINS[:limit]], values
