"""Documents that speak for themselves: communiqués, joint statements, press releases and readouts of meetings.

In a communiqué "we" are the authors.
"""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model.text import Article
from verbale.understanding.grammar.words import Words
from verbale.understanding.statements.tables import settings

_LEAST = 2
_HEAD = 400
"""Characters at the head of a page in which a document says what it is."""
_WORDS = 14
"""The longest line of a heading, in words."""


def _heading(article: Article) -> str:
    """The lines at the head of the page that are no running text, in lower case."""
    lines = article.text[:_HEAD].split("\n")
    short = [
        line for line in lines if len(line.split()) <= _WORDS and line.strip()[-1:] not in (".", ",", "?", "”", '"')
    ]
    return "\n".join([article.title or "", *short]).lower()


def is_called(article: Article, kind: str) -> bool:
    """Whether the heading calls the page a document of a kind: `joint`, `issued`, `briefings`, `live`."""
    heading = _heading(article)
    relayed = article.kind == "digest" or any(word in heading for word in settings("documents", "relays"))
    if kind == "issued" and relayed:
        return False  # what others wrote, gathered or put into English by whoever issues it
    return any(word in heading for word in settings("documents", kind))


def speaks_itself(w: Words, quoted: Sequence[int]) -> bool:
    """Whether "we" in the running text are its authors: it calls itself a document, or does what only saying does."""
    article, verbs = w.analysis.article, settings("performs", "verbs")
    named = article.byline is None and is_called(article, "joint")
    ours = (i for i in range(len(w)) if w.lower[i] == "we" and quoted[i] < 0 and w.dep[i] == "nsubj")
    performs = sum(w.lemma[w.head[i]] in verbs for i in ours)
    return performs >= (1 if named else _LEAST) and (named or article.kind == "news")
