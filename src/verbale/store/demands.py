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
_PIECES = 32
_PERIOD = 183
"""Days whose demands are held together."""
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
        self._last: tuple[list[_Columns], _Columns] | None = None
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

    def fold(self) -> None:
        """Hold all in one piece where there are many: for who adds a few at a time."""
        if len(self._blocks) > _PIECES:
            firsts, lasts, columns = zip(*self._blocks, strict=True)
            whole = tuple(self._numpy.concatenate(column) for column in zip(*columns, strict=True))
            self._blocks = [(min(firsts), max(lasts), whole)]

    def met_by(self, done: Sequence[WordsDone]) -> list[list[int]]:
        """For each of what is done the tellings of the demands of its days of which it does enough."""
        n = self._numpy
        within = [[date.fromisoformat(day).toordinal() for day in (one.since, one.until)] for one in done]
        there = self._between(min(since for since, _ in within), max(until for _, until in within)) if done else []
        if not there:
            return [[] for _ in done]
        days, numbers, enough, holding, ends = self._by_word(there)
        least = enough.min()
        counted: dict[frozenset[bytes], _Array] = {}  # many sentences say the same, as copies do
        found: list[list[int]] = []
        for one, (since, until) in zip(done, within, strict=True):
            some = frozenset(word_numbers(one.words))
            if some not in counted:
                words = (int.from_bytes(word, sys.byteorder) for word in some)
                of_each = [holding[ends[word - 1] if word else 0 : ends[word]] for word in words]
                counts = n.bincount(n.concatenate([holding[:0], *of_each]), minlength=len(days))
                (near,) = (counts >= least).nonzero()  # as hardly any do
                counted[some] = near[counts[near] >= enough[near]]
            met = counted[some]
            found.append(numbers[met[(days[met] >= since) & (days[met] <= until)]].tolist())
        return found

    def _by_word(self, some: list[_Columns]) -> _Columns:
        """Demands in one piece, which of them hold each word, and where those of a word end.

        It is kept for who asks of the same ones next: to put the words in order takes longer than to look them up.
        """
        if self._last is None or list(map(id, self._last[0])) != list(map(id, some)):
            n = self._numpy
            days, numbers, enough, lengths, words = (n.concatenate(columns) for columns in zip(*some, strict=True))
            holding = n.arange(len(days)).repeat(lengths)[words.argsort(kind="stable")]
            ends = n.bincount(words, minlength=1 << 16).cumsum()
            self._last = (some, (days, numbers, enough, holding, ends))
        return self._last[1]

    def _between(self, first: int, last: int) -> list[_Columns]:
        """All of some days, and others."""
        return [columns for since, until, columns in self._blocks if since <= last and until >= first]


class Recalled:
    """The demands of the days that were asked for so far, as they are kept up to the telling numbered `last`.

    So they are read once and not at each decision: whatever is told later has a higher number, and what was taken out
    meanwhile is among what is met without being anywhere.
    """

    def __init__(self) -> None:
        self.last = 0
        self.days = range(0)
        self._periods: dict[int, Demands] = {}

    def wanting(self, first: int, last: int) -> list[tuple[int, int]]:
        """The first and the last of the days that are still to be read, so that all are known from one to the other."""
        known = self.days
        if not known:
            return [(first, last)]
        return [
            *([(first, known[0] - 1)] if first < known[0] else []),
            *([(known[-1] + 1, last)] if last > known[-1] else []),
        ]

    def know(self, first: int, last: int) -> None:
        """Note that the demands of some days are had, which touch those that were."""
        known = self.days or range(first, last + 1)
        self.days = range(min(first, known[0]), max(last, known[-1]) + 1)

    def add(self, rows: Iterable[_Row]) -> None:
        """Have some more."""
        of: dict[int, list[_Row]] = {}
        for row in rows:
            of.setdefault(row[0] // _PERIOD, []).append(row)
        for period, some in of.items():
            held = self._periods.setdefault(period, Demands())
            held.add(some)
            held.fold()

    def met_by(self, done: Sequence[WordsDone]) -> list[list[int]]:
        """As `Demands.met_by`."""
        found: list[list[int]] = [[] for _ in done]
        for _, demands in sorted(self._periods.items()):
            for mine, met in zip(found, demands.met_by(done), strict=True):
                mine += met
        return found
