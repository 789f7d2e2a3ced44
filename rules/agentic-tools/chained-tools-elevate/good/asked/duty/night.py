import subprocess

from .inbox import named_in

STEPS = {"restart": ["rollout", "restart", "deployment/web"], "undo": ["rollout", "undo", "deployment/web"]}


def on_alert(message_id: str, gmail) -> None:
    """The mail chooses among what may be done, and no more."""
    step = STEPS.get(named_in(message_id, gmail))
    if step:
        subprocess.run(["kubectl", *step], check=True)
