from flask import request
from langchain.tools import Tool

from .boxes import Shelf


class Desk:
    def __init__(self, queue):
        self.queue = queue
        self.shelves = {}

    class Box:
        def unpack(self, item: str) -> str:
            return item.strip()

    def leave(self):
        self.queue.waiting.put(request.json)

    def tools(self, number):
        self.shelves[number] = self.Box()
        # ok: dynamic-tool-registration
        return [Tool(name="unpack", func=self.shelves[number].unpack, description="Unpacks one thing.")]


def of_request():
    shelf = Shelf(request.json["room"])
    # ok: dynamic-tool-registration
    return Tool(name="lookup", description=f"Looks on the shelf.", func=shelf.lookup)
