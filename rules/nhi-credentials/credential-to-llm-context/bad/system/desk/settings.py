import os


class Settings:
    def __init__(self):
        self.tracker_key = os.getenv("TRACKER_API_KEY")
