import anthropic

client = anthropic.Anthropic()


def improve(prompt, transcript):
    said = client.messages.create(
        model="claude-sonnet-4-5",
        max_tokens=2000,
        messages=[{"role": "user", "content": f"Improve these instructions:\n{prompt}\n{transcript}"}],
    )
    return said.content[0].text
