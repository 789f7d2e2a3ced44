import os

from desk import desk

desk.model.name = "large"
desk.model.api_key = os.environ.get("DESK_API_KEY")
