import re

import google.generativeai as genai

model = genai.GenerativeModel("gemini-2.5-pro")
registry = {}


def learn(name, need):
    answer = model.generate_content(f"Write a Python function named {name}: {need}").text
    found = re.search(r"```python\n(.*?)```", answer, re.S)
    space = {}
    # ruleid: generated-code-hot-loaded
    exec(found.group(1), space)
    registry[name] = space[name]
