"""What a record holds, as far as this program has settled all of it since it was empty.

A record that is made anew asks for some thousand stretches of keys an article, and hardly one in ten of them holds
anything: a bit of memory tells sooner than the table does, also where the same was told in other months alone. What an
article tells need not be fetched again either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from verbale.model.board import Array, Stretches, Worth, unfolded
from verbale.model.record import Telling
from verbale.store.demands import Demands
from verbale.store.late import Bits, Found, Late, enough_of, in_pairs
from verbale.store.numbers import run_number
from verbale.store.outlines import Outlines
from verbale.store.spans import Span
from verbale.store.stories import Lately

_BELOW = 7
"""Bits of a key that do not matter here: some four months are one."""
_BITS, _RUN_BITS = 29, 28
"""How many bits there are for keys, and for runs of words: 64 MB and 32."""
_LATE = 1_000_000
"""So many keys are entered before they are put among the others: those of five thousand articles."""
_BYTES = 14_000_000
"""How much of what articles told is held ready, as it is packed: that of some 1,500."""
_TELLINGS = 65_000
"""How many tellings are held ready: those of some four thousand articles."""
_OUTLINES = 18
"""Bits of the numbers of tellings whose outlines are held: those of some ten thousand articles, in 13 MB."""


class Keys:
    """Of a table of keys what was entered lately, and a bit of so many (a power of two) for each that is not so new.

    Of these, keys that differ in their last bits alone, so many as are `below`, are one.
    """

    def __init__(self, power: int, below: int = 0) -> None:
        self.late = Late()
        """The keys that are not yet among the others."""
        self._count, self._below, self._bits = 0, below, Bits(power)

    def merging(self, *, all_settled: bool) -> bool:
        """Whether so many were entered lately, or the last, that they go among the others, as they are from now on."""
        if len(self.late) < (1 if all_settled else max(_LATE, self._count >> 4)):
            return False
        for keys in self.late.parts():
            self._count += len(keys)
            self._bits.note(keys >> self._below)
        self.late = Late()
        return True

    def may_hold(self, firsts: Array, lasts: Array) -> Array:
        """Whether there may be a key among the others within each of some stretches."""
        import numpy as n  # as in `unfolded`

        at, until = firsts >> self._below, lasts >> self._below
        there = n.zeros(len(at), bool)
        left = n.arange(len(at) if self._count else 0)
        while len(left):
            there[left] |= self._bits.may_hold(at[left])
            at[left] += 1
            left = left[(at[left] <= until[left]) & ~there[left]]
        return there


class Entered:
    """A bit for what each key entered is about and its months, what demands ask for, and what articles told lately.

    `last` is the number that this program took when it wrote to the record: where the next is not the one after it,
    some other program settled or removed something.
    """

    def __init__(self, last: int) -> None:
        self.last = last
        self.keys, self.runs = Keys(_BITS, _BELOW), Keys(_RUN_BITS)
        self._shared: set[tuple[int, int]] = set()
        self.outlines = Outlines(_OUTLINES)
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

    def is_new(self, key: int, number: int) -> bool:
        """Whether a key of a signature was not entered yet, as it is from now on."""
        before = len(self._shared)
        self._shared.add((key, number))
        return len(self._shared) > before

    def worth(self, asking: Array, kept: Array, worth: Worth | None) -> Found:
        """Of places of what asks, and of numbers of what is kept for it, the pairs that are worth looking at."""
        if worth:
            held, outlines = self.outlines.of(kept)
            some = ~held
            some[held] = worth(asking[held], outlines)
            asking, kept = asking[some], kept[some]
        return in_pairs(asking, kept)

    def among(self, asked: Sequence[Stretches]) -> tuple[tuple[Array, Array], list[tuple[int, int, int]]]:
        """The places of what asks for something that was entered lately, and what; and where else to look.

        That are the stretches in which there may be a key among all others, in order, each behind what asks for it.
        """

        of, firsts, lasts = unfolded(asked)
        order = firsts.argsort()  # so that what is looked through is gone through once
        of, firsts, lasts = of[order], firsts[order], lasts[order]
        there = self.keys.may_hold(firsts, lasts)
        others = (column[there].tolist() for column in (of, firsts, lasts))
        return self.keys.late.within(of, firsts, lasts), list(zip(*others, strict=True))

    def holding(self, asked: Sequence[Collection[int]], enough: int) -> tuple[Found, list[tuple[int, int]]]:
        """What was entered lately of which so many runs are asked for, behind the place of what asks; and other runs.

        That are those that there may be among all others, each before the place of what asks for it.
        """
        import numpy as n  # as in `unfolded`

        counts = [*map(len, asked)]
        runs: Array = n.fromiter(chain.from_iterable(asked), n.int64, sum(counts))
        wanted: Array = run_number(runs)
        order = wanted.argsort()
        wanted, of = wanted[order], n.arange(len(counts)).repeat(counts)[order]
        there = self.runs.may_hold(wanted, wanted)
        others = (column[there].tolist() for column in (wanted, of))
        return enough_of(*self.runs.late.within(of, wanted, wanted), enough), list(zip(*others, strict=True))

    def holds_runs(self, first: Sequence[tuple[int, int]]) -> set[int]:
        """Of articles, each behind a run of it, those whose runs were entered lately."""
        import numpy as n  # as in `unfolded`

        runs, numbers = n.array(first, n.int64).reshape(-1, 2).T
        order = runs.argsort()
        places, articles = self.runs.late.within(order, runs[order], runs[order])
        return set(articles[numbers[places] == articles].tolist())
