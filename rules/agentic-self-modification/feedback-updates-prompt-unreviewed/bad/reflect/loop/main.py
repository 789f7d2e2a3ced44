from .improve import improve
from .prompts import replace, store


def after_run(transcript):
    replace(improve(store.get("support:system_prompt"), transcript))
