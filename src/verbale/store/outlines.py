"""The outlines of tellings that were put lately, by number: see `record.outlines`."""

from __future__ import annotations

from collections.abc import Sequence

from verbale.model.board import OUTLINE, Array


class Outlines:
    """Outlines by the number of a telling; of those whose numbers share their last bits the newest is held."""

    def __init__(self, power: int) -> None:
        import numpy  # not before a record is made anew: it takes longer to load than most commands to run

        self._numpy = numpy
        self._numbers = numpy.full(1 << power, -1, numpy.int64)
        self._rows = numpy.zeros((1 << power, OUTLINE), numpy.uint8)

    def keep(self, numbers: Sequence[int], outlines: Sequence[bytes]) -> None:
        """Hold some more."""
        n = self._numpy
        each = n.array(numbers, n.int64)
        at = each & len(self._numbers) - 1
        self._numbers[at] = each
        self._rows[at] = n.frombuffer(b"".join(outlines), n.uint8).reshape(-1, OUTLINE)

    def of(self, numbers: Array) -> tuple[Array, Array]:
        """Of which of some numbers an outline is held, and the outlines of these, a row each."""
        at = numbers & len(self._numbers) - 1
        held = self._numbers[at] == numbers
        return held, self._rows[at[held]]
