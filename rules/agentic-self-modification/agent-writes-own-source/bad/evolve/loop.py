from pathlib import Path

from anthropic import Anthropic

ME = Path(__file__).resolve()


def next_generation(goal: str) -> None:
    text = ME.read_text()
    answer = Anthropic().messages.create(
        model="claude-sonnet-4-5",
        max_tokens=8000,
        messages=[{"role": "user", "content": f"Goal: {goal}\nImprove this program:\n{text}"}],
    )
    # ruleid: agent-writes-own-source
    ME.write_text(answer.content[0].text)
