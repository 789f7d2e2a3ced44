import os

from atlassian import Confluence

confluence = Confluence(url="https://harbour.example/wiki", token=os.environ["CONFLUENCE_TOKEN"])


def title_of(page_id: str) -> str:
    return confluence.get_page_by_id(page_id)["title"]
