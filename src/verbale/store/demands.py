"""What demands ask for, by number, so that nothing is unpacked to find which of them something that is done meets.

A word is two bytes of a hash: whoever does enough is found, and now and then somebody who does not. Every demand of the
months before is counted over, word by word, for all that is done at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from verbale.model.board import WordsAsked, WordsDone
from verbale.store.numbers import word_numbers
from verbale.store.stories import batches

if TYPE_CHECKING:
    from numpy import ndarray

UNREAD = 0
"""So many words are enough of a demand that an older Verbale settled, of which none are kept."""
_AT_ONCE = 400
"""Of so many that are done the words are counted at once."""
_Row = tuple[int, int, int, bytes]


def asking_row(number: int, asks: WordsAsked) -> dict[str, Any]:  # Any: values
    """The row of a demand by the number of its telling. Of words of one hash fewer are enough."""
    numbers = sorted(set(word_numbers(asks.words)))
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
        self._blocks: list[tuple[ndarray[Any, Any], ...]] = []  # Any: shapes and types
        self.add(rows)

    def add(self, rows: Iterable[_Row]) -> None:
        """Have some more."""
        n = self._numpy
        if some := list(rows):
            days, numbers, enough, words = zip(*some, strict=True)
            lengths = n.array([len(one) // 2 for one in words], n.uint16)
            packed = n.frombuffer(b"".join(words), n.uint16)
            self._blocks.append((n.array(days, n.int32), n.array(numbers), n.array(enough, n.uint16), lengths, packed))

    def met_by(self, done: Sequence[WordsDone]) -> list[list[int]]:
        """For each of what is done the tellings of the demands of its days of which it does enough."""
        found: list[list[int]] = []
        for some in batches(done, _AT_ONCE):
            found += self._met(some)
        return found

    def _met(self, done: Sequence[WordsDone]) -> list[list[int]]:
        n = self._numpy
        since, until = (
            [date.fromisoformat(day).toordinal() for day in days] for days in zip(*_days(done), strict=True)
        )
        found: list[list[int]] = [[] for _ in done]
        for days, numbers, enough, lengths, words in self._between(min(since), max(until)):
            counts = n.zeros((len(days), len(done)), n.uint16)
            order = words.argsort(kind="stable")
            of, ordered = n.arange(len(days)).repeat(lengths)[order], words[order]
            under = _by_word(done)
            asked = n.frombuffer(b"".join(under), n.uint16)
            firsts, ends = (ordered.searchsorted(asked, side) for side in ("left", "right"))
            for places, first, end in zip(under.values(), firsts.tolist(), ends.tolist(), strict=True):
                if first < end:
                    counts[of[first:end, None], places] += 1
            for at, by in zip(*((counts >= enough[:, None]).nonzero()), strict=True):
                if since[by] <= days[at] <= until[by]:
                    found[by].append(int(numbers[at]))
        return found

    def _between(self, first: int, last: int) -> Iterator[tuple[Any, ...]]:  # Any: arrays
        """All of some days, as one block."""
        n = self._numpy
        there = [b for b in self._blocks if b[0].min() <= last and b[0].max() >= first]
        if there:
            yield tuple(n.concatenate(columns) for columns in zip(*there, strict=True))


def _days(done: Iterable[WordsDone]) -> Iterator[tuple[str, str]]:
    return ((one.since, one.until) for one in done)


def _by_word(done: Iterable[WordsDone]) -> dict[bytes, list[int]]:
    """The places of what is done by the words of it."""
    under: defaultdict[bytes, list[int]] = defaultdict(list)
    for at, one in enumerate(done):
        for word in set(word_numbers(one.words)):
            under[word].append(at)
    return under
