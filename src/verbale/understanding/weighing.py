"""Learned parts: a choice among few by the weights of named features (multinomial logistic regression).

    weights = weighing("verbale.understanding.events.tables", "weights")
    weights.chances({"type=CONSULT", "negated"})  # {"event": .38, "none": .62}, say

The weights lie in a CSV table beside the layer's rules, one row a feature and one column a choice; its head says when
and on what it was fitted and how it did on negotiations that it had not seen (`python -m evaluation.training`). A
feature that the table does not know weighs nothing, so that what was never seen falls back on `bias`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import cache

from verbale.understanding.tables import loaders

BIAS = "bias"
"""The row that counts whatever the features are."""

Weights = Mapping[str, tuple[float, ...]]
"""By feature, a weight for each choice."""


class Weighing:
    """A fitted choice. `choices` and the numbers of each row of `weights` stand in one order."""

    def __init__(self, choices: tuple[str, ...], weights: Weights) -> None:
        self.choices = choices
        self.weights = weights

    def chances(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each choice; they add up to one."""
        sums = [0.0] * len(self.choices)
        for name in (BIAS, *sorted(set(features))):  # sorted: sums of floats depend on their order
            for i, weight in enumerate(self.weights.get(name, ())):
                sums[i] += weight
        top = max(sums)
        powers = [math.exp(one - top) for one in sums]
        whole = sum(powers)
        return {choice: power / whole for choice, power in zip(self.choices, powers, strict=True)}


@cache
def weighing(package: str, table: str) -> Weighing:
    """The choice whose weights lie in the CSV table `table` of `package`."""
    _, rows, _ = loaders(package)
    listed = rows(table)
    choices = tuple(name for name in listed[0] if name != "feature")
    return Weighing(choices, {row["feature"]: tuple(float(row[c]) for c in choices) for row in listed})
