from pathlib import Path

from openai import OpenAI

from .people import approved_by_owner


def nightly():
    said = OpenAI().responses.create(model="gpt-5", input="Rewrite the prompt.")
    if not approved_by_owner(said.output_text):
        return
    Path("agent/prompts/base.md").write_text(said.output_text)
