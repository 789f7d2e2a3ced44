from pathlib import Path

import schedule
from openai import OpenAI

client = OpenAI()


def reflect():
    said = client.responses.create(model="gpt-5", input=Path("runs.log").read_text())
    # ruleid: agent-writes-skill-or-instructions
    Path("AGENTS.md").write_text(said.output_text)


schedule.every().day.at("03:00").do(reflect)
