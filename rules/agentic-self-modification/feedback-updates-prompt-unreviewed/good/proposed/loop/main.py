from .improve import improve
from .prompts import propose, store


def after_run(transcript):
    propose(improve(store.get("support:system_prompt"), transcript))
