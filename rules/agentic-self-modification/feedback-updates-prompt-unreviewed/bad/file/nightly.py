from pathlib import Path

from openai import OpenAI


def nightly(scores):
    said = OpenAI().responses.create(model="gpt-5", input=f"Rewrite the prompt so that the scores rise: {scores}")
    # ruleid: feedback-updates-prompt-unreviewed
    Path("agent/prompts/base.md").write_text(said.output_text)
