"""The learned parts: which examples each is fitted on and where its weights lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.training import events
from evaluation.training.fitting import Example

UNDERSTANDING = Path(__file__).parents[2] / "src" / "verbale" / "understanding"


@dataclass(frozen=True, slots=True)
class Part:
    """A learned choice: what it chooses, the table of its weights, its examples, and how it is fitted."""

    about: str
    table: Path
    examples: Callable[[], Iterator[Example]]
    penalty: float = 1.0
    least: int = 3


PARTS: dict[str, Part] = {
    "events": Part(
        about="Whether a draft is an event of the talks",
        table=UNDERSTANDING / "events" / "tables" / "weights.csv",
        examples=events.examples,
        penalty=6.0,
    ),
}
"""The learned parts by name."""
