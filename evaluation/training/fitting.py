"""Multinomial logistic regression with a quadratic penalty, in numpy, and its judgement by leaving one group out.

Fitted by accelerated gradient descent (Nesterov 1983) from zero for a set number of steps: the same examples give the
same weights. See Bishop, *Pattern Recognition and Machine Learning*, §4.3.4.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from verbale.understanding.weighing import BIAS, Weighing

_STEPS = 300
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One choice that was to be made: in which negotiation, by which features, what is right, what the rules say."""

    group: str
    features: frozenset[str]
    right: str
    rules: str


def fitted(examples: Sequence[Example], penalty: float = 1.0, least: int = 3) -> Weighing:
    """The weights of every feature that at least `least` examples have; a higher `penalty` keeps them smaller."""
    choices = tuple(sorted({e.right for e in examples}))
    seen = Counter(name for e in examples for name in e.features)
    names = (BIAS, *sorted(name for name, times in seen.items() if times >= least))
    place = {name: i for i, name in enumerate(names)}
    told = np.zeros((len(examples), len(names)))
    told[:, 0] = 1.0
    right = np.zeros((len(examples), len(choices)))
    for i, example in enumerate(examples):
        told[i, [place[name] for name in example.features if name in place]] = 1.0
        right[i, choices.index(example.right)] = 1.0
    weights = _descended(told, right, penalty)
    rows = {name: tuple(round(float(w), 2) for w in weights[i]) for name, i in place.items()}
    return Weighing(choices, {name: row for name, row in rows.items() if any(row)})


def _descended(told: Matrix, right: Matrix, penalty: float) -> Matrix:
    weights = np.zeros((told.shape[1], right.shape[1]))
    ahead, pace = weights.copy(), 1.0
    penalties = np.full((told.shape[1], 1), penalty)
    penalties[0] = 0.01  # how common a choice is costs next to nothing
    step = 1.0 / (0.5 * float(np.linalg.norm(told, 2)) ** 2 + penalty)
    for _ in range(_STEPS):
        sums = told @ ahead
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        new = ahead - step * (told.T @ (chances - right) + penalties * ahead)
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        weights, pace = new, faster
    return weights


def left_out(examples: Sequence[Example], penalty: float = 1.0, least: int = 3) -> list[dict[str, float]]:
    """The chances of each example's choices by weights that were fitted without its group."""
    learned = {
        group: fitted([e for e in examples if e.group != group], penalty, least)
        for group in sorted({e.group for e in examples})
    }
    return [learned[e.group].chances(e.features) for e in examples]
