"""A digest as one HTML page that mail programs keep as it is: tables and styles on each element, no script, no address
but those of articles.

What is in the head (dark theme, print) only adds to it, as some programs drop it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from verbale.views.digest.reading import source_of
from verbale.views.printing import sheet as printed
from verbale.views.printing.sheet import Sheet

if TYPE_CHECKING:
    from jinja2 import Template

PREHEADER = 140
"""Most characters of what a list of mails shows beside the subject."""


def as_html(sheet: Sheet) -> str:
    """The sheet as a page of 680 pixels at most."""
    return _template().render(
        sheet=sheet, digest=sheet.digest, printed=printed, source_of=source_of, preheader=preheader(sheet), site=_site
    )  # fmt: skip


def preheader(sheet: Sheet) -> str:
    """What the edition leads with, cut at a word."""
    told = next(printed.sentences(sheet.digest), None)
    words = told.words if told else sheet.period
    return words if len(words) <= PREHEADER else f"{words[:PREHEADER].rpartition(' ')[0] or words[:PREHEADER]} …"


def _site(url: str) -> str:
    return urlsplit(url).hostname or url


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    source = (files("verbale.views.printing") / "templates" / "digest.html").read_text(encoding="utf-8")
    made = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    return made.from_string(source)
