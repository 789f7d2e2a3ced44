import os

GITHUB_TOKEN = os.environ.get("GITHUB_TOKEN")
