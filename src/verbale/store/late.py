"""What is held of tables of keys: what was entered lately, and a bit for each key that may be among the others.

Most of what an article is compared with is new, and hardly one in ten of the keys that it asks for is there at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from verbale.model.board import Array

Found = list[tuple[int, int]]
"""Places of what asks, each with the number of something that it is to be compared with."""

_PART = 8
"""What came last is put among the rest when it is so great a part of that."""


_SPREAD = 0x9E3779B97F4A7C15
"""An odd number that spreads what keys begin with over all bits (Knuth, The Art of Computer Programming 3, 6.4)."""


_WHO = 40
"""Bits of the number of what is kept, which may be below zero, where it stands behind that of what asks."""


def each_once(lately: tuple[Array, Array], others: Sequence[tuple[int, int]]) -> tuple[Array, Array]:
    """What asks for something, and what is kept for it: each of these pairs once, in order.

    `lately` are those of what was entered lately, by far the most, as `Late.within` gives them.
    """
    import numpy as n  # as below

    asking, kept = map(n.concatenate, zip(lately, n.array(others, n.int64).reshape(-1, 2).T, strict=True))
    return _apart(n.unique(_together(asking, kept)))


def enough_of(asking: Array, kept: Array, enough: int) -> Found:
    """What asks for something, with what is kept for it: these pairs in order, as far as they come so often."""
    import numpy as n  # as below

    pairs, counts = n.unique(_together(asking, kept), return_counts=True)
    return in_pairs(*_apart(pairs[counts >= enough]))


def in_pairs(asking: Array, kept: Array) -> Found:
    """What asks for something, each with what is kept for it."""
    return list(zip(asking.tolist(), kept.tolist(), strict=True))


def _together(asking: Array, kept: Array) -> Array:
    return (asking << _WHO) + kept + (1 << (_WHO - 1))


def _apart(pairs: Array) -> tuple[Array, Array]:
    return pairs >> _WHO, (pairs & ((1 << _WHO) - 1)) - (1 << (_WHO - 1))


class Bits:
    """A bit of so many (a power of two) for each number that was noted; others have the same."""

    def __init__(self, power: int) -> None:
        import numpy  # not before a record is made anew: it takes longer to load than most commands to run

        self._numpy = numpy
        self._power = power
        self._bits = numpy.zeros(1 << (power - 3), numpy.uint8)

    def note(self, numbers: Array) -> None:
        """Note numbers."""
        at = self._at(numbers)
        self._numpy.bitwise_or.at(self._bits, at >> 3, (1 << (at & 7)).astype(self._numpy.uint8))

    def may_hold(self, numbers: Array) -> Array:
        """Whether each of some numbers may be among those that were noted."""
        at = self._at(numbers)
        return (self._bits[at >> 3] >> (at & 7) & 1).astype(bool)

    def _at(self, numbers: Array) -> Array:
        n = self._numpy
        spread = numbers.astype(n.uint64) * n.uint64(_SPREAD) >> n.uint64(64 - self._power)
        return spread.astype(n.int64)


class Late:
    """Keys that were entered lately, with the numbers of what is kept under them."""

    def __init__(self) -> None:
        import numpy  # as above

        self._numpy = numpy
        self._parts: list[tuple[Array, Array]] = []

    def __len__(self) -> int:
        return sum(len(keys) for keys, _ in self._parts)

    def add(self, keys: Array, numbers: Array) -> None:
        """Have some more, in whatever order."""
        while self._parts and len(self._parts[-1][0]) <= _PART * len(keys):
            before = self._parts.pop()
            keys, numbers = (self._numpy.concatenate(both) for both in zip(before, (keys, numbers), strict=True))
        order = keys.argsort(kind="stable")  # of two rows in order it makes one, and does not sort all anew
        self._parts.append((keys[order], numbers[order]))

    def within(self, of: Array, firsts: Array, lasts: Array) -> tuple[Array, Array]:
        """What asks, each time that something is kept within its stretches of keys, and what; these are in order."""
        n = self._numpy
        asking, kept = [of[:0]], [n.empty(0, n.int64)]
        for keys, numbers in self._parts:
            begin, end = keys.searchsorted(firsts), keys.searchsorted(lasts, "right")
            (some,) = (end > begin).nonzero()
            count = (end - begin)[some]
            place = n.arange(count.sum()) + (begin[some] - (count.cumsum() - count)).repeat(count)
            asking.append(of[some].repeat(count))
            kept.append(numbers[place])
        return n.concatenate(asking), n.concatenate(kept)

    def parts(self) -> Iterator[Array]:
        """All keys, some at a time."""
        return (keys for keys, _ in self._parts)

    def drop(self, gone: Collection[int]) -> None:
        """Forget what is gone."""
        n = self._numpy
        for at, (keys, numbers) in enumerate(self._parts):
            left = ~n.isin(numbers, list(gone))
            self._parts[at] = (keys[left], numbers[left])
