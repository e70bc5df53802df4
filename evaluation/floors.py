"""Floors: what was measured once, kept in `floors.toml`; no measure may fall below its own by more than a tolerance."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.toml")
TOLERANCE = 0.01


@dataclass(slots=True)
class Floors:
    """The floors by measure, and those lowered, each with its reason."""

    pinned: dict[str, float] = field(default_factory=dict)
    lowered: list[dict[str, Any]] = field(default_factory=list)  # Any: TOML

    @classmethod
    def read(cls, path: Path = FLOORS) -> Floors:
        """What the file says; none where there is no file."""
        told = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return cls(told.get("floors", {}), told.get("lowered", []))

    def write(self, path: Path = FLOORS) -> None:
        """Keep the floors in the file."""
        path.write_text("\n".join(self._lines()) + "\n", encoding="utf-8")

    def _lines(self) -> Iterator[str]:
        yield "# Pinned by `python -m evaluation.gate --pin`. A measure that falls below its floor by more than"
        yield f"# {TOLERANCE} fails the gate."
        yield from ("", "[floors]", *(f'"{name}" = {self.pinned[name]:.3f}' for name in sorted(self.pinned)))
        for entry in self.lowered:
            yield from ("", "[[lowered]]", *(f"{k} = {json.dumps(v, ensure_ascii=False)}" for k, v in entry.items()))

    def holds(self, measure: str, value: float) -> bool:
        """Whether the value is not below the floor; one without a floor holds."""
        return value >= self.pinned.get(measure, 0.0) - TOLERANCE - 1e-9

    def raise_to(self, measured: Mapping[str, float]) -> None:
        """Lift every floor to what was measured; none sinks."""
        self.pinned |= {name: max(_down(value), self.pinned.get(name, 0.0)) for name, value in measured.items()}

    def lower(self, measure: str, value: float, reason: str) -> None:
        """Set one floor to what was measured and keep the reason."""
        before = self.pinned.get(measure, 0.0)
        self.pinned[measure] = _down(value)
        self.lowered.append({"measure": measure, "from": before, "to": self.pinned[measure], "reason": reason})


def _down(value: float) -> float:
    return math.floor(value * 1000) / 1000
