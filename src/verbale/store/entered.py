"""What a record holds, as far as this program has settled all of it since it was empty.

A record that is made anew asks for some thousand stretches of keys an article, and hardly one in ten of them holds
anything: a bit of memory tells sooner than the table does, also where the same was told in other months alone. What an
article tells need not be fetched again either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from verbale.model.board import Stretches, unfolded
from verbale.model.record import Telling
from verbale.store.demands import Demands
from verbale.store.stories import Lately

if TYPE_CHECKING:
    from numpy import ndarray

_BELOW = 7
"""Bits of a key that do not matter here: some four months are one."""
_BITS = 29
_SPREAD = 0x9E3779B97F4A7C15
"""An odd number that spreads what keys begin with over all bits (Knuth, The Art of Computer Programming 3, 6.4)."""
_LATE = 1_000_000
"""So many keys are entered before they are put among the others: those of five thousand articles."""
_BYTES = 20_000_000
"""How much of what articles told is held ready, as it is packed: some twelve weeks of fifty a day."""

_TELLINGS = 65_000
"""How many tellings are held ready: those of some four thousand articles."""


class Entered:
    """A bit for what each key entered is about and its months, what demands ask for, and what articles told lately.

    `last` is the number of the last telling that was put into the record: where the table has another, some other
    program was at it.
    """

    def __init__(self) -> None:
        import numpy  # not before a record is made anew: it takes longer to load than most commands to run

        self._numpy = numpy
        self._bits = numpy.zeros(1 << (_BITS - 3), numpy.uint8)
        self.last = 0
        self._keys = self._late = 0
        self.demands = Demands()
        self.stories: Lately[int] = Lately(_BYTES)
        self.tellings: dict[int, Telling[Any]] = {}  # Any: tellings of whatever kind
        """Tellings that stand for themselves and were put into lines lately, by number, those of the stories above."""

    def enter(self, keys: Sequence[int]) -> None:
        """Note keys that were entered."""
        self._late += len(keys)
        at = self._at(self._numpy.array(keys, self._numpy.int64) >> _BELOW)
        self._numpy.bitwise_or.at(self._bits, at >> 3, (1 << (at & 7)).astype(self._numpy.uint8))

    def keep(self, put: Mapping[int, Telling[Any]]) -> None:
        """Keep tellings that were put into lines; those go that were put first."""
        self.tellings |= put
        for number in [*islice(self.tellings, max(0, len(self.tellings) - _TELLINGS))]:
            del self.tellings[number]

    def forget(self, gone: Iterable[int]) -> None:
        """Forget tellings that are gone."""
        for number in gone:
            self.tellings.pop(number, None)

    def merging(self) -> bool:
        """Whether so many keys were entered lately that they are put among the others, as they are from now on."""
        if self._late < max(_LATE, self._keys >> 4):
            return False
        self._keys, self._late = self._keys + self._late, 0
        return True

    def among(self, asked: Sequence[Stretches]) -> list[tuple[int, int, int]]:
        """The stretches in which there may be a key, behind the place of what asks for them, in the order of keys."""
        n = self._numpy
        of, firsts, lasts = unfolded(asked)
        months, until = firsts >> _BELOW, lasts >> _BELOW
        there = n.zeros(len(firsts), bool)
        left = n.arange(len(firsts))
        while len(left):
            at = self._at(months[left])
            there[left] |= (self._bits[at >> 3] >> (at & 7) & 1).astype(bool)
            months[left] += 1
            left = left[(months[left] <= until[left]) & ~there[left]]
        (some,) = there.nonzero()
        some = some[firsts[some].argsort()]  # so that the table is gone through once
        return list(zip(of[some].tolist(), firsts[some].tolist(), lasts[some].tolist(), strict=True))

    def _at(self, months: ndarray[Any, Any]) -> ndarray[Any, Any]:  # Any: shapes and types
        """The bit of what keys begin with."""
        n = self._numpy
        spread: ndarray[Any, Any] = months.astype(n.uint64) * n.uint64(_SPREAD) >> n.uint64(64 - _BITS)
        return spread.astype(n.int64)
