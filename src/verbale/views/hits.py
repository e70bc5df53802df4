"""Places found by a search: in an article, or what somebody said, with speaker and act."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model.negotiation import Statement
from verbale.model.record import Telling
from verbale.model.text import Article, Passage
from verbale.views.cited import Json, cite
from verbale.views.wording import label_of


def kind(told: Telling[Statement] | None) -> str:
    """`article`, or who made the statement and by which act: `Ana Lima (envoy, NOR) [denial]`."""
    return "article" if told is None else label_of(told)


def as_json(
    article: Article, passage: Passage, marks: Sequence[Passage], told: Telling[Statement] | None = None
) -> Json:
    """One hit: the passage, the places of the words in it, the article, and of a statement its speaker and act."""
    return {
        "kind": "article" if told is None else "statement",
        "act": told and told.content.act,
        "label": None if told is None else label_of(told),
        "article": article.name,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "cited": cite(article),
        "passage": {"start": passage.start, "end": passage.end, "words": passage.words},
        "marks": [[m.start, m.end] for m in marks],
        "statement": told and told.key,
    }
