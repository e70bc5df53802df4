"""Which blocking keys a table may hold, as far as this program has entered all of them since it was empty.

A record that is made anew asks for some hundred stretches of keys an article, and hardly one in ten of them holds
anything: a bit of memory tells sooner than the table does.
"""

from __future__ import annotations

from collections.abc import Iterable

_BELOW = 20
"""Bits of a key that do not matter here: what the keys of a stretch differ in."""
_BITS = 28


class Entered:
    """A bit for the upper part of each key that was entered.

    `last` is the number of the last telling that was put into the record: where the table has another, some other
    program was at it.
    """

    def __init__(self) -> None:
        self._bits = bytearray(1 << (_BITS - 3))
        self.last = 0

    def enter(self, keys: Iterable[int]) -> None:
        """Note keys that were entered."""
        bits = self._bits
        for key in keys:
            at = key >> _BELOW & _ALL
            bits[at >> 3] |= 1 << (at & 7)

    def among(self, asked: Iterable[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Of stretches, behind the number of what asks for them, those in which there may be a key."""
        bits = self._bits
        return [
            one
            for one in asked
            if bits[(at := one[1] >> _BELOW & _ALL) >> 3] >> (at & 7) & 1 or one[2] >> _BELOW != one[1] >> _BELOW
        ]


_ALL = (1 << _BITS) - 1
