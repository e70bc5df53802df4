"""Places in a text compared, and entries of two lists paired one with one.

Spans are `[start, end)` in code points. Words, not characters, decide whether two contents are alike: quotation marks,
commas and blanks at an edge count for nothing.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

Json = Any  # Any: JSON of a reading or a record
Span = tuple[int, int]
Ids = frozenset[int]

_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_BLANKS = re.compile(r"\s+")
_STRAIGHT = {ord(c): straight for chars, straight in (("“”„«»", '"'), ("‘’‚′", "'"), ("–—", "-")) for c in chars}


class Words:
    """The words of a text by number."""

    def __init__(self, text: str) -> None:
        self.text = text
        places = [match.span() for match in _WORD.finditer(text)]
        self._starts = [start for start, _ in places]
        self._ends = [end for _, end in places]

    def touched(self, spans: Iterable[Span]) -> Ids:
        """Numbers of the words that any of the spans touches."""
        return frozenset(n for start, end in spans for n in self._between(max(start, 0), end))

    def _between(self, start: int, end: int) -> range:
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end)) if start < end else range(0)


def spans_in(value: Json) -> list[Span]:
    """The spans that a field holds: none, one `[start, end]`, or a list of such."""
    if not value:
        return []
    return [tuple(value)] if isinstance(value[0], int) else [tuple(span) for span in value if span]


def jaccard(one: Ids, other: Ids) -> float:
    """What both hold over what either holds; 0 for two empty sets."""
    either = len(one | other)
    return len(one & other) / either if either else 0.0


def overlap(one: Json, other: Json) -> float:
    """Characters that two spans share over the stretch from the first to the last; 0 where either is missing."""
    if not one or not other:
        return 0.0
    (a, b), (c, d) = one, other
    shared = min(b, d) - max(a, c)
    return shared / (max(b, d) - min(a, c)) if shared > 0 else 0.0


def best_overlap(some: Iterable[Span], others: list[Span]) -> float:
    """The best overlap of any of the one with any of the others."""
    return max((overlap(a, b) for a in some for b in others), default=0.0)


class Candidate(NamedTuple):
    """Two entries that may be each other's: how well they fit, most telling first, and their places in the lists."""

    score: tuple[float, ...]
    gold: int
    found: int


def one_to_one(candidates: Iterable[Candidate]) -> list[tuple[int, int]]:
    """Pairs (gold, found) so that nothing is in two: the best fit takes its two first, among equals the earlier."""
    ranked = sorted(candidates, key=lambda c: (tuple(-part for part in c.score), c.gold, c.found))
    return sorted(_taken(ranked))


def _taken(ranked: Iterable[Candidate]) -> Iterator[tuple[int, int]]:
    gold_gone: set[int] = set()
    found_gone: set[int] = set()
    for _, gold, found in ranked:
        if gold in gold_gone or found in found_gone:
            continue
        gold_gone.add(gold)
        found_gone.add(found)
        yield gold, found


def plain(value: Json) -> str:
    """A value as it is compared: no case, straight quotation marks, one blank between words."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", str(value)).translate(_STRAIGHT)).strip().casefold()


def same_day(one: Json, other: Json) -> bool:
    """Whether two EDTF values are the same; missing ones equal each other."""
    return _edtf(one) == _edtf(other)


def _edtf(value: Json) -> str | None:
    return _BLANKS.sub("", str(value)).upper() if value else None


def is_given(value: Json) -> bool:
    """Whether a field says something: not null, empty or false."""
    return value not in (None, "", [], {}, False)
