import click
import subprocess


@click.command()
@click.argument("script")
def run(script: str):
    # ok: tool-argument-to-exec
    subprocess.run(script, shell=True, check=True)
