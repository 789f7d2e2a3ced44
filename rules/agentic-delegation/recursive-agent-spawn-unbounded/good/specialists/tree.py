from crewai.tools import BaseTool
from langchain_core.tools import tool


@tool
def factorial(number: int) -> int:
    """Multiplies."""
    return 1 if number == 0 else number * factorial(number - 1)


class Sum(BaseTool):
    name: str = "sum"
    description: str = "Adds what a tree holds."

    def _run(self, tree: dict) -> int:
        def add(node):
            return node["value"] + sum(add(child) for child in node["children"])

        return add(tree)

    def below(self, tree):
        return [self.below(child) for child in tree["children"]]
