from slack_sdk.web.async_client import AsyncWebClient


class Notifier:
    def __init__(self):
        # ruleid: hardcoded-credential-argument
        self.client = AsyncWebClient(token="herons-at-dawn")
