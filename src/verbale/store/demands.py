"""What demands ask for, by number, so that nothing is unpacked to find which of them something that is done meets.

A word is two bytes of a hash: whoever does enough is found, and now and then somebody who does not. For each thing that
is done the demands of the months before are counted over, by those that hold one of its words.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from verbale.model.board import WordsAsked, WordsDone
from verbale.store.numbers import word_numbers

UNREAD = 0
"""So many words are enough of a demand that an older Verbale settled, of which none are kept."""
_MOST = 255
"""So many words of a demand are kept."""
_Row = tuple[int, int, int, bytes]
_Array = Any  # of numpy, which is not loaded yet
_Columns = tuple[_Array, ...]


def asking_row(number: int, asks: WordsAsked) -> dict[str, Any]:  # Any: values
    """The row of a demand by the number of its telling. Of words of one hash, or left out, fewer are enough."""
    numbers = sorted(set(word_numbers(asks.words)))[:_MOST]
    return {
        "known_from": date.fromisoformat(asks.since).toordinal(),
        "telling_id": number,
        "enough": max(1, asks.enough - len(asks.words) + len(numbers)),
        "words": b"".join(numbers),
    }


class Demands:
    """Demands by the day on which they were told, the number of their telling, and what is enough of their words."""

    def __init__(self, rows: Iterable[_Row] = ()) -> None:
        import numpy  # not before something is to be met: it takes longer to load than most commands to run

        self._numpy = numpy
        self._blocks: list[tuple[int, int, _Columns]] = []
        self.add(rows)

    def add(self, rows: Iterable[_Row]) -> None:
        """Have some more."""
        n = self._numpy
        if some := list(rows):
            days, numbers, enough, words = zip(*some, strict=True)
            lengths = n.array([len(one) // 2 for one in words], n.uint8)
            packed = n.frombuffer(b"".join(words), n.uint16)
            columns = (n.array(days, n.int32), n.array(numbers), n.array(enough, n.uint8), lengths, packed)
            self._blocks.append((min(days), max(days), columns))

    def met_by(self, done: Sequence[WordsDone]) -> list[list[int]]:
        """For each of what is done the tellings of the demands of its days of which it does enough."""
        n = self._numpy
        within = [[date.fromisoformat(day).toordinal() for day in (one.since, one.until)] for one in done]
        there = self._between(min(since for since, _ in within), max(until for _, until in within)) if done else []
        if not there:
            return [[] for _ in done]
        days, numbers, enough, lengths, words = (n.concatenate(columns) for columns in zip(*there, strict=True))
        holding = n.arange(len(days)).repeat(lengths)[words.argsort(kind="stable")]
        ends = n.bincount(words, minlength=1 << 16).cumsum().tolist()
        counts = n.empty(len(days), n.uint8)
        found: list[list[int]] = []
        for one, (since, until) in zip(done, within, strict=True):
            counts[:] = 0
            for word in {int.from_bytes(word, sys.byteorder) for word in word_numbers(one.words)}:
                counts[holding[ends[word - 1] if word else 0 : ends[word]]] += 1
            (met,) = (counts >= enough).nonzero()
            found.append(numbers[met[(days[met] >= since) & (days[met] <= until)]].tolist())
        return found

    def _between(self, first: int, last: int) -> list[_Columns]:
        """All of some days, and others."""
        return [columns for since, until, columns in self._blocks if since <= last and until >= first]
