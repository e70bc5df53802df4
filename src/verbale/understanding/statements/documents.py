"""Documents that speak for themselves: communiqués, joint statements, press releases and readouts of meetings.

In a communiqué "we" are the authors.
"""

from __future__ import annotations

from verbale.understanding.statements import tables
from verbale.understanding.statements.layout import Layout

_LEAST = 2
_HEAD = 400
"""Characters at the head of a page in which a document says what it is."""
_WORDS = 14
"""The longest line of a heading, in words."""


def heading(layout: Layout) -> str:
    """The lines at the head of the page that are no running text, in lower case."""
    article = layout.analysis.article
    lines = article.text[:_HEAD].split("\n")
    short = [
        line for line in lines if len(line.split()) <= _WORDS and line.strip()[-1:] not in (".", ",", "?", "”", '"')
    ]
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
