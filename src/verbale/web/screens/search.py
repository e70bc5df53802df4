"""Search: words and operators, facets with counts, a histogram of years or months; a hit opens at its place."""

from __future__ import annotations

from verbale.api.asking import Asked
from verbale.api.searching import Search, within
from verbale.model.text import Passage
from verbale.store.queries import Hit
from verbale.views.asked import OPERATORS
from verbale.views.hits import kind
from verbale.web.screen import Screen, Shown


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The passage of a hit in pieces, each with whether it was searched for."""
    found: list[tuple[str, bool]] = []
    at, words = hit.passage.start, hit.passage.words
    for mark in _apart(hit.marks):
        found += [(words[at - hit.passage.start : mark.start - hit.passage.start], False), (mark.words, True)]
        at = mark.end
    return [piece for piece in (*found, (words[at - hit.passage.start :], False)) if piece[0]]


def _apart(marks: tuple[Passage, ...]) -> list[Passage]:
    """Marks in order that do not overlap."""
    apart: list[Passage] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    return apart


def bars(counted: tuple[tuple[str, int], ...]) -> list[tuple[str, int, float]]:
    """Years or months with their counts and how high they stand beside the highest, from 0 to 1."""
    most = max((count for _, count in counted), default=0)
    return [(period, count, count / most) for period, count in counted]


def narrowed(typed: str, operator: str, value: str) -> str:
    """What was typed, with one more operator."""
    return f"{typed} {operator}:{value if ' ' not in value else chr(34) + value + chr(34)}"


def _shown(of: Asked, found: Search) -> Shown:
    return {
        "search": found,
        "pieces": pieces,
        "bars": bars(found.by_month or found.by_year),
        "within": within,
        "narrowed": narrowed,
        "kind": kind,
        "operators": OPERATORS,
        "more": found.more,
        "saved": of.store.searches(),
    }


SCREEN = Screen("search", "Search", "search.html", _shown, "Nothing found.")
