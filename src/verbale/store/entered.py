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
from verbale.store.late import Found, Late
from verbale.store.spans import Span
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
        self.last = self._keys = 0
        self.late = Late()
        """The keys that are not yet among the others."""
        self.demands = Demands()
        self.stories: Lately[int] = Lately(_BYTES)
        self.tellings: dict[int, Telling[Any]] = {}  # Any: tellings of whatever kind
        """Tellings that stand for themselves and were put into lines lately, by number, those of the stories above."""
        self.long: dict[int, Span] = {}
        """What stands in long lines, by number."""

    def keep(self, put: Mapping[int, Telling[Any]], long: Mapping[int, Span]) -> None:
        """Keep tellings that were put into lines, of which those go that were put first, and what long lines hold."""
        self.tellings |= put
        self.long |= long
        for number in [*islice(self.tellings, max(0, len(self.tellings) - _TELLINGS))]:
            del self.tellings[number]

    def forget(self, gone: Iterable[int]) -> None:
        """Forget tellings that are gone."""
        for number in gone:
            self.tellings.pop(number, None)

    def merging(self) -> bool:
        """Whether so many keys were entered lately that they are put among the others, as they are from now on."""
        if len(self.late) < max(_LATE, self._keys >> 4):
            return False
        for keys in self.late.parts():
            self.enter(keys)
        self.late = Late()
        return True

    def enter(self, keys: ndarray[Any, Any]) -> None:  # Any: shapes and types
        """Note keys that are among all others."""
        self._keys += len(keys)
        at = self._at(keys >> _BELOW)
        self._numpy.bitwise_or.at(self._bits, at >> 3, (1 << (at & 7)).astype(self._numpy.uint8))

    def among(self, asked: Sequence[Stretches]) -> tuple[Found, list[tuple[int, int, int]]]:
        """What was entered lately within the stretches, behind the place of what asks for it; and where else to look.

        That are the stretches in which there may be a key among all others, in order, each behind what asks for it.
        """
        n = self._numpy
        of, firsts, lasts = unfolded(asked)
        order = firsts.argsort()  # so that what is looked through is gone through once
        of, firsts, lasts = of[order], firsts[order], lasts[order]
        months, until = firsts >> _BELOW, lasts >> _BELOW
        there = n.zeros(len(firsts), bool)
        left = n.arange(len(firsts) if self._keys else 0)
        while len(left):
            at = self._at(months[left])
            there[left] |= (self._bits[at >> 3] >> (at & 7) & 1).astype(bool)
            months[left] += 1
            left = left[(months[left] <= until[left]) & ~there[left]]
        others = (column[there].tolist() for column in (of, firsts, lasts))
        return self.late.within(of, firsts, lasts), list(zip(*others, strict=True))

    def _at(self, months: ndarray[Any, Any]) -> ndarray[Any, Any]:  # Any: shapes and types
        """The bit of what keys begin with."""
        n = self._numpy
        spread: ndarray[Any, Any] = months.astype(n.uint64) * n.uint64(_SPREAD) >> n.uint64(64 - _BITS)
        return spread.astype(n.int64)
