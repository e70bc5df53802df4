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

_STEPS = 200
_LEAST = 0.02
"""A sign that weighs no more tells nothing, and is left out."""
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Example:
    """One choice that was to be made: in which negotiation, by which features, what is right, what the rules say."""

    group: str
    features: frozenset[str]
    right: str
    rules: str


@dataclass(frozen=True, slots=True)
class Tried:
    """One choice on a negotiation left out: whether the learned weights are right, and whether the rules are."""

    group: str
    learned: bool
    rules: bool


def fitted(examples: Sequence[Example], penalty: float = 1.0, least: int = 3) -> Weighing:
    """The weights of every feature that at least `least` examples have; a higher `penalty` keeps them smaller."""
    choices = tuple(sorted({e.right for e in examples}))
    seen = Counter(name for e in examples for name in e.features)
    names = (BIAS, *sorted(name for name, times in seen.items() if times >= least))
    place = {name: i for i, name in enumerate(names)}
    told = [sorted(place[name] for name in (BIAS, *e.features) if name in place) for e in examples]
    right = np.zeros((len(examples), len(choices)))
    right[np.arange(len(examples)), [choices.index(e.right) for e in examples]] = 1.0
    weights = _descended(told, right, len(names), penalty)
    rows = {name: tuple(round(float(w), 2) for w in weights[i]) for name, i in place.items()}
    return Weighing(choices, {name: row for name, row in rows.items() if name == BIAS or max(map(abs, row)) > _LEAST})


def _descended(told: list[list[int]], right: Matrix, features: int, penalty: float) -> Matrix:
    by_example, by_feature = _Sums(told), _Sums(_turned(told, features))
    weights = np.zeros((features, right.shape[1]))
    ahead, pace = weights.copy(), 1.0
    penalties = np.full((features, 1), penalty)
    penalties[0] = 0.01  # how common a choice is costs next to nothing
    step = 1.0 / (0.5 * _largest(by_example, by_feature, features) + penalty)
    for _ in range(_STEPS):
        sums = by_example.of(ahead)
        powers = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances = powers / powers.sum(axis=1, keepdims=True)
        new = ahead - step * (by_feature.of(chances - right) + penalties * ahead)
        faster = (1 + (1 + 4 * pace**2) ** 0.5) / 2
        ahead = new + (pace - 1) / faster * (new - weights)
        weights, pace = new, faster
    return weights


class _Sums:
    """A matrix of zeros and ones by the columns of its ones, row by row; no row is empty."""

    def __init__(self, columns: list[list[int]]) -> None:
        self._columns = np.array([c for row in columns for c in row])
        self._begins = np.cumsum([0, *(len(row) for row in columns[:-1])])

    def of(self, other: Matrix) -> Matrix:
        """The product with another matrix."""
        found: Matrix = np.add.reduceat(other[self._columns], self._begins, axis=0)
        return found


def _turned(rows: list[list[int]], columns: int) -> list[list[int]]:
    turned: list[list[int]] = [[] for _ in range(columns)]
    for i, row in enumerate(rows):
        for column in row:
            turned[column].append(i)
    return turned


def _largest(by_example: _Sums, by_feature: _Sums, features: int) -> float:
    """The largest eigenvalue of the features' products, by repeated multiplication."""
    at = np.ones((features, 1))
    for _ in range(20):
        at = by_feature.of(by_example.of(at))
        largest = float(np.linalg.norm(at))
        at /= largest
    return 1.05 * largest


def left_out(examples: Sequence[Example], penalty: float = 1.0, least: int = 3) -> list[dict[str, float]]:
    """The chances of each example's choices by weights that were fitted without its group."""
    learned = {
        group: fitted([e for e in examples if e.group != group], penalty, least)
        for group in sorted({e.group for e in examples})
    }
    return [learned[e.group].chances(e.features) for e in examples]


def tried(examples: Sequence[Example], penalty: float, least: int) -> list[Tried]:
    """What is learned without its negotiation, and the rules, on each example."""
    chances = left_out(examples, penalty, least)
    best = (max(chance, key=chance.__getitem__) for chance in chances)
    return [Tried(e.group, b == e.right, e.rules == e.right) for e, b in zip(examples, best, strict=True)]
