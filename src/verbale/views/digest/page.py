"""A digest as one HTML page that fetches nothing, with a print style for A4 and Letter."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from verbale.model.edition import Digest
from verbale.views.digest.reading import period, source_of

if TYPE_CHECKING:
    from jinja2 import Template


def as_html(shown: Digest) -> str:
    """The digest as one self-contained HTML page."""
    return _template().render(digest=shown, period=period(shown), source_of=source_of)


@cache
def _template() -> Template:
    from jinja2 import Environment

    source = (files("verbale.views") / "templates" / "digest.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(source)
