"""Whose voice a place is in: who is interviewed, who asks, and for whom I stands in an answer or a quotation."""

from __future__ import annotations

from verbale.model.evidence import Finding
from verbale.model.negotiation import Actor
from verbale.model.text import Span
from verbale.understanding.grammar.dialogue import labels
from verbale.understanding.grammar.mentions import Mentions
from verbale.understanding.statements.page import Page
from verbale.understanding.statements.sources import noun_phrase

Voice = tuple[Finding[Actor] | None, Span | None]
"""An actor and the place that names it here, as far as known."""
SINGULAR = frozenset({"i", "me", "my", "myself"})


class Voices:
    """The actors behind noun phrases, labels and first persons of one article."""

    def __init__(self, page: Page, mentions: Mentions, actors: tuple[Finding[Actor], ...]) -> None:
        self._page = page
        self._mentions = mentions
        self._actors = actors
        self._begins = page.span(page.turns[0].words)[0] if page.turns else 0
        self.interviewee = self._met("person")
        self.asking = self._met("outlet") or self._met("person", besides=self.interviewee)

    def of(self, head: int | None) -> Voice:
        """The actor that a noun phrase names, with the mention that names it; the phrase's own span if unknown."""
        if head is None:
            return None, None
        w, span = self._page.words, self._page.span(noun_phrase(head, self._page))
        at = w.span(head, head + 1)
        near = [(m, a) for m, a in self._mentions.within(span) if m[0] <= at[0] and at[1] <= m[1]]
        best = max(near, key=lambda pair: pair[0][1] - pair[0][0], default=None) or self._mentions.at(at)
        if best is None:
            names = (self.of(name) for name in w.children[head] if w.dep[name] == "appos")  # "his aide, Ana Petrova"
            told = next((voice for voice in names if voice[0] is not None), None)
            return told or self._holder(w.lower[head], span) or (None, span)
        return best[1], best[0]

    def _holder(self, office: str, span: Span) -> Voice | None:
        """Who ends a phrase that an office opens, torn from it by the parse: "the chairman of the Bank of Peru X"."""
        last = next((pair for pair in reversed(self._mentions.within(span)) if pair[0][1] == span[1]), None)
        held = last is not None and last[1].content.kind == "person" and (last[1].content.role or "").lower().split()
        return (last[1], last[0]) if last is not None and held and office in held else None

    def is_press(self, head: int) -> bool:
        """Whether a noun phrase names an outlet or those who ask on behalf of one: the Gazette, reporters."""
        actor, _ = self.of(head)
        outlet = actor is not None and actor.content.kind == "outlet"
        return outlet or self._page.words.lemma[head] in labels("asks")

    def of_label(self, head: int | None) -> Voice:
        """Who speaks in a turn: by the surname on its label, else the one who is interviewed."""
        w = self._page.words
        if head is None or w.lower[head] in labels("answers"):
            return self.interviewee, w.span(head, head + 1) if head is not None else None
        actor, span = self.of(head)
        people = [(a, a.content.name.split()) for a in self._actors if a.content.kind == "person"]
        fitting = ((a, name) for a, name in people if name[-1].lower() == w.lower[head])
        named, _ = max(fitting, key=lambda fit: len(fit[1]), default=(None, []))
        return (named or actor, span)

    def of_question(self, head: int | None) -> Voice:
        """Who asks in a turn: whom its label names, behind "Q" or no label whoever interviews."""
        actor, span = self.of(head)
        letter = head is None or self._page.words.lower[head] == "q"
        return (actor or (self.asking if letter else None), span)

    def _met(self, kind: str, besides: Finding[Actor] | None = None) -> Finding[Actor] | None:
        """Of the people or outlets named before the dialogue begins, the one in the title or named most often."""
        if not self._page.turns:
            return None
        title = (self._page.analysis.article.title or "").lower()
        fit = [a for a in self._actors if a.content.kind == kind and a is not besides]

        def score(actor: Finding[Actor]) -> float:
            early = sum(m[0] < self._begins for m in actor.content.mentions)
            return early + 3.0 * (actor.content.name.split()[-1].lower() in title)

        best = max(fit, key=score, default=None)
        return best if best is not None and score(best) else None
