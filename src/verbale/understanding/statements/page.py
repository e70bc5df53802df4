"""One article as a page of words: its layout, its dialogue, whether it is a document, and the day it reports.

What a document reports was said at the meeting that it opens with; where it opens with none, on the day that it bears.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verbale.model.text import Span
from verbale.understanding.analysis import Analysis
from verbale.understanding.statements import tables
from verbale.understanding.statements.dialogue import Turn, turns
from verbale.understanding.statements.documents import heading, is_document
from verbale.understanding.statements.layout import Layout

_DAY = re.compile(r"\d{4}-\d\d-\d\d|XXXX-\d\d-\d\d")


class Page(Layout):
    """A layout with the turns of the dialogue that it prints, if any, and whether "we" are its authors."""

    def __init__(self, analysis: Analysis, times: Iterable[Span] = ()) -> None:
        super().__init__(analysis, times)
        self.turns: tuple[Turn, ...] = turns(self)
        self.turn_of: dict[int, Turn] = {t.paragraph: t for t in self.turns}
        self.is_document = not self.turns and is_document(self)

    def in_first_person(self, i: int) -> bool:
        """Whether I or we at token `i` is somebody else than the writer: quoted, an answer, a document's author."""
        turn = self.turn_of.get(self.paragraph_of[i])
        return self.quoted[i] >= 0 or self.is_document or (turn is not None and not turn.asks)


def day_of(layout: Page, days: list[tuple[int, str]]) -> str | None:
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
