from langchain_core.tools import StructuredTool
from openai import OpenAI

client = OpenAI()


def invent(task):
    answer = client.chat.completions.create(model="gpt-5", messages=[{"role": "user", "content": f"Write a tool for {task}"}])
    source = answer.choices[0].message.content
    scope = {}
    exec(source, scope)
    # ruleid: dynamic-tool-registration
    return StructuredTool.from_function(func=scope["tool"], name=source.split("(")[0], description=task)
