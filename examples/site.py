"""What `make site` does to the pages: what lies in the project beside `docs/` is named there and not linked to."""

from __future__ import annotations

import logging
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
_BESIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+((?:corpus|examples)/[^)#]+)(?:#[^)]*)?\)")


def on_page_markdown(markdown: str, **_: object) -> str:
    """The text of a page, without links that leave the pages; mkdocs calls it for each."""
    for found in _BESIDE.finditer(markdown):
        if not (ROOT / found[2]).exists():
            logging.getLogger("mkdocs").warning("%s is not there", found[2])
    return _BESIDE.sub(r"\1 (`\2` in the project)", markdown)
