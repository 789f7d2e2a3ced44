from pathlib import Path


def propose(name, steps):
    Path(f"proposals/{name}.md").write_text(steps)
