import os
import re

from atlassian import Confluence

confluence = Confluence(url="https://harbour.example/wiki", token=os.environ["CONFLUENCE_TOKEN"])


def newcomers(page_id: str) -> list[str]:
    """Everybody may edit the page; the names in it begin with an @."""
    page = confluence.get_page_by_id(page_id, expand="body.storage")
    return re.findall(r"@([\w-]+)", page["body"]["storage"]["value"])
