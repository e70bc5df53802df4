"""When an undated article can have been published, from the times that it tells itself."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.negotiation import Time
from verbale.model.text import Article


def published_bounds(article: Article, times: Iterable[Time]) -> str | None:
    """When an undated article can have been published, as an EDTF interval inferred from its own dates.

    Not before the latest day, month or year that it names outright as past, and not after the earliest that it names
    outright as still ahead; an end that the text does not bound is `..`. None where the text bounds neither, or where
    the article is dated.
    """
    if article.published is not None:
        return None
    told = [t for t in times if t.calendar and t.anchor == "explicit" and t.edtf and "/" not in t.edtf and t.lower]
    past = [t for t in told if t.told == "past"]
    first = max(past, key=lambda t: (str(t.lower), str(t.upper)), default=None)
    ahead = [t for t in told if t.told == "ahead" and (first is None or str(t.upper) >= str(first.lower))]
    last = min(ahead, key=lambda t: (str(t.upper), str(t.lower)), default=None)
    if first is None:
        return None if last is None else f"../{last.edtf}"
    return f"{first.edtf}/{last.edtf if last else '..'}"
