from .settings import GITHUB_TOKEN
from .service import Service


def review(diff):
    return Service(GITHUB_TOKEN).ask(diff)
