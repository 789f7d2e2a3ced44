import click
from anthropic import Anthropic


def run(wish):
    answer = Anthropic().messages.create(model="claude-sonnet-4-5", max_tokens=900, messages=[{"role": "user", "content": wish}])
    code = answer.content[0].text
    click.echo(code)
    if not click.confirm("Run this?"):
        return
    exec(code)
