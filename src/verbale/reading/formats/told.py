"""What the named lines of one document of a press archive say of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.model.text import Span
from verbale.reading.dates import PageDate, issue_months, page_dates

LONGEST_LINE = 10
"""Words; a line of the date or the outlet has no more."""
_OWNED = re.compile(
    r"^[ \t]*(?:Copyright\b|\(c\)[ \t]*(?:19|20)\d\d|©).{0,200}$|^[ \t]*All Rights Reserved\b.{0,40}$", re.M | re.I
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The fields of one document; `body` are the slices of running text."""

    title: str | None
    published: PageDate | None
    outlet: str | None
    section: tuple[str, ...] = ()
    page: str | None = None
    byline: str | None = None
    place: str | None = None
    terms: str | None = None
    body: tuple[Span, ...]


def day_of(line: str) -> PageDate | None:
    """The first day with its year in a line, else the month by which a monthly dates itself."""
    days = (d for d in page_dates(line) if d.year)
    return next(days, None) or next(issue_months(line), None)


def writer_of(byline: str) -> str | None:
    """The first writer that a byline names."""
    name = re.sub(r"^by\s+", "", byline.strip(), flags=re.IGNORECASE)
    return re.split("[;,]", name)[0].strip() or None


def terms_of(text: str) -> str | None:
    """The lines that tell whose copyright it is, as they stand."""
    return " ".join(dict.fromkeys(" ".join(m[0].split()) for m in _OWNED.finditer(text))) or None
