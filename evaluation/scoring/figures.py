"""Counts that add up over articles, and the figures they give: precision, recall, F1, accuracy."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeVar

Row = TypeVar("Row", "Found", "Right")
Layers = dict[str, dict[str, "Found | Right"]]
"""Counts by layer and measure."""


@dataclass(slots=True)
class Found:
    """What was found of what there is. Shares of a hit may be fractions, and differ by side: B-cubed is counted so."""

    pure: float = 0.0
    """Hits as the found ones count them."""
    found: int = 0
    whole: float = 0.0
    """Hits as those in gold count them."""
    gold: int = 0

    @property
    def precision(self) -> float | None:
        """Share of the found that is right; None where neither side has anything."""
        return self._share(self.pure, self.found)

    @property
    def recall(self) -> float | None:
        """Share of gold that was found; None where neither side has anything."""
        return self._share(self.whole, self.gold)

    @property
    def figure(self) -> float | None:
        """F1: the harmonic mean of the two."""
        p, r = self.precision, self.recall
        if p is None or r is None:
            return None
        return 2 * p * r / (p + r) if p + r else 0.0

    def _share(self, hits: float, of: int) -> float | None:
        if not self.found and not self.gold:
            return None
        return hits / of if of else 0.0


@dataclass(slots=True)
class Right:
    """How often a field is right: over all, and over those where gold has a value."""

    right: int = 0
    of: int = 0
    given_right: int = 0
    given: int = 0

    @property
    def figure(self) -> float | None:
        """Accuracy over all; None where there was nothing to be right about."""
        return self.right / self.of if self.of else None

    @property
    def where_given(self) -> float | None:
        """Accuracy where gold has a value."""
        return self.given_right / self.given if self.given else None


@dataclass(slots=True)
class Sums:
    """Counts by layer and measure, each layer and measure in the order first met."""

    layers: Layers = field(default_factory=dict)

    def found(self, layer: str, measure: str, hits: float, found: int, gold: int, whole: float | None = None) -> None:
        """Add `hits` among so many `found` and so many in `gold`; `whole` are the hits by gold's count, if another."""
        row = self._row(layer, measure, Found)
        row.pure += hits
        row.found += found
        row.whole += hits if whole is None else whole
        row.gold += gold

    def right(self, layer: str, measure: str, is_right: bool, is_given: bool = True) -> None:
        """Add one value, right or wrong, that gold gives or leaves empty."""
        row = self._row(layer, measure, Right)
        row.right += is_right
        row.of += 1
        row.given_right += is_right and is_given
        row.given += is_given

    def expect(self, layer: str, *measures: str) -> None:
        """Have these accuracies listed though nothing may come to be counted."""
        for measure in measures:
            self._row(layer, measure, Right)

    def _row(self, layer: str, measure: str, kind: type[Row]) -> Row:
        row = self.layers.setdefault(layer, {}).setdefault(measure, kind())
        if not isinstance(row, kind):
            raise TypeError(f"{layer}.{measure} is counted in two ways")
        return row
