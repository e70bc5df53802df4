"""Which actor a place in the text names, by the mentions that were found, and which statements it stands within."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from verbale.model.evidence import Finding, Findings
from verbale.model.negotiation import Actor, Statement
from verbale.model.text import Span

Pair = tuple[Span, Finding[Actor]]


def statements_round(findings: Findings, place: Span) -> list[Statement]:
    """The statements in whose content the place lies, innermost first."""
    smallest: dict[int, tuple[int, Statement]] = {}
    for (a, b), statement in findings.stated.at(place[0]):
        held = smallest.get(id(statement))
        smallest[id(statement)] = (min(b - a, held[0]) if held else b - a, statement)
    return [s for _, s in sorted(smallest.values(), key=lambda pair: pair[0])]


class Mentions:
    """Mentions of all actors of one article, by place."""

    def __init__(self, actors: Iterable[Finding[Actor]]) -> None:
        self._mentions: list[Pair] = sorted(
            ((m, a) for a in actors for m in a.content.mentions), key=lambda pair: pair[0]
        )
        self._starts = [m[0] for m, _ in self._mentions]
        self._longest = max((m[1] - m[0] for m, _ in self._mentions), default=0)

    def within(self, span: Span) -> list[Pair]:
        """Mentions that lie inside `span`, in order of place."""
        first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        return [pair for pair in self._mentions[first:last] if pair[0][1] <= span[1]]

    def at(self, span: Span) -> Pair | None:
        """The mention that best fits `span`: most shared characters over their union, the earlier one on a tie."""
        best: tuple[float, Pair] | None = None
        for pair in self._touching(span):
            mention = pair[0]
            shared = min(span[1], mention[1]) - max(span[0], mention[0])
            share = shared / (max(span[1], mention[1]) - min(span[0], mention[0]))
            if best is None or share > best[0]:
                best = (share, pair)
        return best[1] if best else None

    def _touching(self, span: Span) -> Iterator[Pair]:
        """Mentions that share a character with `span`, in order of place."""
        first = bisect_left(self._starts, span[0] - self._longest)
        last = bisect_left(self._starts, span[1])
        return (pair for pair in self._mentions[first:last] if pair[0][1] > span[0])
