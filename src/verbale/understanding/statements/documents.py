"""Documents that speak for themselves: communiqués, joint statements, press releases and readouts of meetings.

In a communiqué "we" are the authors. What a document reports was said at the meeting that it opens with; where it opens
with none, on the day that it bears.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from verbale.understanding.statements import tables

if TYPE_CHECKING:
    from verbale.understanding.statements.layout import Layout

_LEAST = 2
_DAY = re.compile(r"\d{4}-\d\d-\d\d|XXXX-\d\d-\d\d")
_HEAD = 400
"""Characters at the head of a page in which a document says what it is."""
_WORDS = 14
"""The longest line of a heading, in words."""


def heading(layout: Layout) -> str:
    """The lines at the head of the page that are no running text, in lower case."""
    article = layout.analysis.article
    lines = article.text[:_HEAD].split("\n")
    short = [line for line in lines if len(line.split()) <= _WORDS and line.strip()[-1:] not in (".", ",", "?", "”", '"')]
    return "\n".join([article.title or "", *short]).lower()


def is_document(layout: Layout) -> bool:
    """Whether "we" in the running text are its authors: it calls itself a document, or does what only saying does."""
    words = tables.toml("settings")["documents"]
    named = layout.analysis.article.byline is None and any(word in heading(layout) for word in words["joint"])
    return _performs(layout) >= (1 if named else _LEAST) and (named or layout.analysis.article.kind == "news")


def _performs(layout: Layout) -> int:
    """How often, outside quotations, we do what is done by saying it: we recall, we urge."""
    verbs = frozenset(tables.toml("settings")["performs"]["verbs"])
    subjects = (t for t in layout.doc if t.lower_ == "we" and layout.quoted[t.i] < 0 and t.dep_ == "nsubj")
    return sum(t.head.lemma_ in verbs for t in subjects)


def day_of(layout: Layout, days: list[tuple[int, str]]) -> str | None:
    """The day on which what the page reports was said, where the page as a whole has one; None for other pages.

    `days` are the calendar days of the running text, by token.
    """
    article = layout.analysis.article
    published = article.published if article.published and _DAY.fullmatch(article.published) else None
    words = tables.toml("settings")["documents"]
    head = heading(layout)
    if layout.turns:
        begins = layout.turns[0].words[0]
        if article.kind == "interview":
            return next((d for i, d in days if i < begins and _tells_of_meeting(layout, i)), None)
        return published if any(w in head for w in words["briefings"]) else None
    if any(word in head for word in words["live"]):
        return published
    if not (layout.is_document or any(word in head for word in words["issued"])):
        return None
    opening = layout.paragraphs[0][1] if layout.paragraphs else 0
    met = [d for i, d in days if i < opening and _DAY.fullmatch(d) and _tells_of_meeting(layout, i)]
    return next((d for d in met if d != published), published)


def _tells_of_meeting(layout: Layout, i: int) -> bool:
    """Whether the clause of a day at token `i` tells that people met or spoke: received the envoy on 9 June."""
    clause = layout.grammar.over(i)
    return clause is not None and clause.lemma in tables.toml("settings")["documents"]["meets"]
