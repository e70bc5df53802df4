"""Whose voice a place is in: who is interviewed, who asks, and for whom I stands in an answer or a quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from verbale.model.evidence import Finding
from verbale.model.negotiation import Actor
from verbale.model.text import Span
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.statements import tables
from verbale.understanding.statements.sources import noun_phrase

if TYPE_CHECKING:
    from spacy.tokens import Token

    from verbale.understanding.statements.page import Page

Voice = tuple[Finding[Actor] | None, Span | None]
"""An actor and the place that names it here, as far as known."""
SINGULAR = frozenset({"i", "me", "my", "myself"})


class Voices:
    """The actors behind noun phrases, labels and first persons of one article."""

    def __init__(self, layout: Page, mentions: Mentions, actors: tuple[Finding[Actor], ...]) -> None:
        self._layout = layout
        self._mentions = mentions
        self._actors = actors
        self._begins = layout.span(layout.turns[0].words)[0] if layout.turns else 0
        self.interviewee = self._met("person")
        self.asking = self._met("outlet") or self._met("person", besides=self.interviewee)

    def of(self, head: Token | None) -> Voice:
        """The actor that a noun phrase names, with the mention that names it; the phrase's own span if unknown."""
        if head is None:
            return None, None
        span = self._layout.span(noun_phrase(head))
        at = self._layout.span((head.i, head.i + 1))
        near = [(m, a) for m, a in self._mentions.within(span) if m[0] <= at[0] and at[1] <= m[1]]
        best = max(near, key=lambda pair: pair[0][1] - pair[0][0], default=None) or self._mentions.at(at)
        if best is None:
            names = (self.of(name) for name in head.children if name.dep_ == "appos")  # "his minister, Ana Petrova,"
            return next((voice for voice in names if voice[0] is not None), (None, span))
        return best[1], best[0]

    def of_label(self, head: Token | None) -> Voice:
        """Who speaks in a turn: by the surname on its label, else the one who is interviewed."""
        answers = tables.toml("settings")["labels"]["answers"]
        if head is None or head.lower_ in answers:
            return self.interviewee, self._layout.span((head.i, head.i + 1)) if head is not None else None
        actor, span = self.of(head)
        named = next((a for a in self._people() if a.content.name.split()[-1].lower() == head.lower_), None)
        return (named, span) if named is not None else (actor, span)

    def of_question(self, head: Token | None) -> Voice:
        """Who asks in a turn: whom its label names, else the outlet that interviews."""
        actor, span = self.of(head)
        return (actor or self.asking, span)

    def _people(self) -> list[Finding[Actor]]:
        """The people of the article, those with the fullest names first."""
        people = [a for a in self._actors if a.content.kind == "person"]
        return sorted(people, key=lambda a: -len(a.content.name.split()))

    def _met(self, kind: str, besides: Finding[Actor] | None = None) -> Finding[Actor] | None:
        """Of the people or outlets named before the dialogue begins, the one in the title or named most often."""
        article = self._layout.analysis.article
        if not self._layout.turns:
            return None
        title = (article.title or "").lower()
        best: tuple[float, Finding[Actor]] | None = None
        for actor in self._actors:
            if actor.content.kind != kind or actor is besides:
                continue
            early = sum(m[0] < self._begins for m in actor.content.mentions)
            named = actor.content.name.split()[-1].lower() in title
            score = early + 3.0 * named
            if score and (best is None or score > best[0]):
                best = (score, actor)
        return best[1] if best is not None else None
