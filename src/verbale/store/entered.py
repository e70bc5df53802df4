"""What a record holds, as far as this program has settled all of it since it was empty.

A record that is made anew asks for some thousand stretches of keys an article, and hardly one in ten of them holds
anything: a bit of memory tells sooner than the table does. What an article tells need not be fetched again either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from verbale.model.board import Stretches
from verbale.store.stories import Lately

_BELOW = 20
"""Bits of a key that do not matter here: what the keys of a stretch differ in."""
_BITS = 28
_ALL = (1 << _BITS) - 1
_BYTES = 20_000_000
"""How much of what articles told is held ready, as it is packed: some twelve weeks of fifty a day."""


class Entered:
    """A bit for the upper part of each key that was entered, and what articles tell that were settled lately.

    `last` is the number of the last telling that was put into the record: where the table has another, some other
    program was at it.
    """

    def __init__(self) -> None:
        import numpy  # not before a record is made anew: it takes longer to load than most commands to run

        self._numpy = numpy
        self._bits = numpy.zeros(1 << (_BITS - 3), numpy.uint8)
        self.last = 0
        self.stories: Lately[int] = Lately(_BYTES)

    def enter(self, keys: Iterable[int]) -> None:
        """Note keys that were entered."""
        at = self._numpy.fromiter(keys, self._numpy.int64) >> _BELOW & _ALL
        self._numpy.bitwise_or.at(self._bits, at >> 3, (1 << (at & 7)).astype(self._numpy.uint8))

    def among(self, asked: Sequence[Stretches]) -> list[tuple[int, int, int]]:
        """The stretches in which there may be a key, behind the place of what asks for them."""
        n = self._numpy
        firsts, lasts = (
            n.frombuffer(b"".join(packed), n.int64)
            for packed in ((one.firsts for one in asked), (one.lasts for one in asked))
        )
        at = firsts >> _BELOW & _ALL
        there = self._bits[at >> 3] >> (at & 7) & 1 | (firsts >> _BELOW != lasts >> _BELOW)
        (some,) = there.nonzero()
        of = n.repeat(n.arange(len(asked)), [len(one) for one in asked])
        return list(zip(of[some].tolist(), firsts[some].tolist(), lasts[some].tolist(), strict=True))
