"""Learned parts: a choice among few by the weights of named features (multinomial logistic regression).

    act = weighing("verbale.understanding.statements.tables", "weights")
    chances = act.chances({"cue=insist", "negated"})        # {"state": .21, "reject": .63, …}
    act.reasons({"cue=insist", "negated"}, "reject")        # ("negated", "cue=insist"): what spoke most for it

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

    def best(self, features: Iterable[str]) -> tuple[str, float]:
        """The likeliest choice and its probability; of equals the first."""
        chances = self.chances(features)
        choice = max(chances, key=chances.__getitem__)
        return choice, chances[choice]

    def reasons(self, features: Iterable[str], choice: str, most: int = 2) -> tuple[str, ...]:
        """The features that spoke most for a choice against the mean of all choices, at most `most`."""
        at = self.choices.index(choice)
        told = {}
        for name in sorted(set(features) & self.weights.keys()):
            row = self.weights[name]
            told[name] = row[at] - sum(row) / len(row)
        ranked = sorted((name for name in told if told[name] > 0), key=lambda name: -told[name])
        return tuple(ranked[:most])


@cache
def weighing(package: str, table: str) -> Weighing:
    """The choice whose weights lie in the CSV table `table` of `package`."""
    _, rows = loaders(package)
    listed = rows(table)
    choices = tuple(name for name in listed[0] if name != "feature")
    return Weighing(choices, {row["feature"]: tuple(float(row[c]) for c in choices) for row in listed})
