"""The learned parts: which examples each is fitted on and where its weights lie."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from evaluation.training import choosing, contradictions, events, fitting
from evaluation.training.choosing import Choosing
from evaluation.training.fitting import Example, Tried
from verbale.understanding.contradictions.rivals import LEAST

UNDERSTANDING = Path(__file__).parents[2] / "src" / "verbale" / "understanding"
Row = tuple[object, ...]
Examples = Sequence[Any]  # Any: Example or Choosing, as the part has them


@dataclass(frozen=True, slots=True)
class Part:
    """A learned choice: what it chooses, by which model, the table of its weights, its examples.

    `tried` judges it on negotiations left out, `rows` are those of its table when it is fitted on all examples.
    """

    about: str
    model: str
    table: Path
    examples: Callable[[], Iterator[Any]]  # Any: as above
    tried: Callable[[Examples], list[Tried]]
    rows: Callable[[Examples], Iterator[Row]]


def _of_classes(examples: Sequence[Example], penalty: float, least: int) -> Iterator[Row]:
    weights = fitting.fitted(examples, penalty, least)
    yield ("feature", *weights.choices)
    yield from ((feature, *row) for feature, row in weights.weights.items())


def _of_candidates(examples: Sequence[Choosing], penalty: float) -> Iterator[Row]:
    yield ("feature", "weight")
    yield from choosing.fitted(examples, penalty).items()


PARTS: dict[str, Part] = {
    "events": Part(
        about="Whether a draft is an event of the talks",
        model="weights of a logistic regression (understanding/weighing.py)",
        table=UNDERSTANDING / "events" / "tables" / "weights.csv",
        examples=events.examples,
        tried=partial(fitting.tried, penalty=6.0, least=3),
        rows=partial(_of_classes, penalty=6.0, least=3),
    ),
    "contradictions": Part(
        about="What a denial opposes, or nothing that is told",
        model="log-odds of a conditional logit (contradictions/rivals.py)",
        table=UNDERSTANDING / "contradictions" / "tables" / "weights.csv",
        examples=contradictions.examples,
        tried=partial(choosing.tried, penalty=1.0, least=LEAST),
        rows=partial(_of_candidates, penalty=1.0),
    ),
}
"""The learned parts by name."""
