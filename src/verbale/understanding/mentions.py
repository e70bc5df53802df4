"""Which actor a place in the text names: an index over the mentions that the actors annotator found."""

from __future__ import annotations

from collections.abc import Iterable

from verbale.model.evidence import Finding
from verbale.model.negotiation import Actor
from verbale.model.text import Span


class Mentions:
    """Mentions of all actors of one article, by place."""

    def __init__(self, actors: Iterable[Finding[Actor]]) -> None:
        self._mentions = sorted(((m, a) for a in actors for m in a.content.mentions), key=lambda pair: pair[0])

    def within(self, span: Span) -> list[tuple[Span, Finding[Actor]]]:
        """Mentions that lie inside `span`, in order of place."""
        return [(m, a) for m, a in self._mentions if span[0] <= m[0] and m[1] <= span[1]]

    def at(self, span: Span) -> tuple[Span, Finding[Actor]] | None:
        """The mention that best fits `span`: most shared characters over their union, the earlier one on a tie."""
        best: tuple[float, Span, Finding[Actor]] | None = None
        for mention, actor in self._mentions:
            shared = min(span[1], mention[1]) - max(span[0], mention[0])
            if shared > 0:
                share = shared / (max(span[1], mention[1]) - min(span[0], mention[0]))
                if best is None or share > best[0]:
                    best = (share, mention, actor)
        return (best[1], best[2]) if best else None
