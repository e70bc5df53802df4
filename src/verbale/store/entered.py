"""What a record holds, as far as this program has settled all of it since it was empty.

A record that is made anew asks for some thousand stretches of keys an article, and hardly one in ten of them holds
anything: a bit of memory tells sooner than the table does, also where the same was told in other months alone. What an
article tells need not be fetched again either.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any

from verbale.model.board import Stretches, unfolded
from verbale.model.record import Telling
from verbale.store.demands import Demands
from verbale.store.late import Array, Bits, Found, Late
from verbale.store.spans import Span
from verbale.store.stories import Lately

_BELOW = 7
"""Bits of a key that do not matter here: some four months are one."""
_BITS, _RUN_BITS = 29, 28
"""How many bits there are for keys, and for runs of words: 64 MB and 32."""
_LATE = 1_000_000
"""So many keys are entered before they are put among the others: those of five thousand articles."""
_BYTES = 20_000_000
"""How much of what articles told is held ready, as it is packed: some twelve weeks of fifty a day."""

_TELLINGS = 65_000
"""How many tellings are held ready: those of some four thousand articles."""


class Entered:
    """A bit for what each key entered is about and its months, what demands ask for, and what articles told lately.

    `last` is the number that this program took when it wrote to the record: where the next is not the one after it,
    some other program settled or removed something.
    """

    def __init__(self, last: int) -> None:
        self.last = last
        self._keys = self._runs = 0
        self._months, self._all_runs = Bits(_BITS), Bits(_RUN_BITS)
        self.late, self.late_runs = Late(), Late()
        """The keys and the runs that are not yet among the others."""
        self._shared: set[tuple[int, int]] = set()
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
            self.note(keys)
        self.late = Late()
        return True

    def merging_runs(self) -> bool:
        """The same of runs."""
        if len(self.late_runs) < max(_LATE, self._runs >> 4):
            return False
        for runs in self.late_runs.parts():
            self.note_runs(runs)
        self.late_runs = Late()
        return True

    def is_new(self, key: int, number: int) -> bool:
        """Whether a key of a signature was not entered yet, as it is from now on."""
        before = len(self._shared)
        self._shared.add((key, number))
        return len(self._shared) > before

    def note(self, keys: Array) -> None:
        """Note keys that are among all others."""
        self._keys += len(keys)
        self._months.note(keys >> _BELOW)

    def note_runs(self, runs: Array) -> None:
        """Note runs that are among all others."""
        self._runs += len(runs)
        self._all_runs.note(runs)

    def add_runs(self, rows: Sequence[tuple[int, int]]) -> None:
        """Have runs that were entered, each with the number of its article."""
        import numpy  # as in `unfolded`

        self.late_runs.add(*numpy.array(rows, numpy.int64).T.copy())

    def among(self, asked: Sequence[Stretches]) -> tuple[Found, list[tuple[int, int, int]]]:
        """What was entered lately within the stretches, behind the place of what asks for it; and where else to look.

        That are the stretches in which there may be a key among all others, in order, each behind what asks for it.
        """
        import numpy as n  # as in `unfolded`

        of, firsts, lasts = unfolded(asked)
        order = firsts.argsort()  # so that what is looked through is gone through once
        of, firsts, lasts = of[order], firsts[order], lasts[order]
        months, until = firsts >> _BELOW, lasts >> _BELOW
        there = n.zeros(len(firsts), bool)
        left = n.arange(len(firsts) if self._keys else 0)
        while len(left):
            there[left] |= self._months.may_hold(months[left])
            months[left] += 1
            left = left[(months[left] <= until[left]) & ~there[left]]
        others = (column[there].tolist() for column in (of, firsts, lasts))
        return self.late.within(of, firsts, lasts), list(zip(*others, strict=True))

    def holding(self, runs: Sequence[tuple[int, int]]) -> tuple[Found, list[tuple[int, int]]]:
        """Of runs, each before the place of what asks for it, what was entered lately; and those to look for elsewhere.

        What was entered lately stands behind what asks for it.
        """
        import numpy as n  # as in `unfolded`

        asked = n.array(runs, n.int64).reshape(-1, 2)
        asked = asked[asked[:, 0].argsort()]
        wanted, of = asked[:, 0], asked[:, 1]
        there = self._all_runs.may_hold(wanted) if self._runs else n.zeros(len(wanted), bool)
        return self.late_runs.within(of, wanted, wanted), list(map(tuple, asked[there].tolist()))
