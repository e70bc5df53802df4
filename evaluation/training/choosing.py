"""Conditional logit: of several candidates, and none, the likeliest, by weights of named parts (McFadden 1974).

Fitted by Adam (Kingma and Ba 2015) from one start for a set number of steps: the same examples give the same weights.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from evaluation.training.fitting import Tried

BIAS = "bias"
_STEPS = 250
_PACE = 0.1
Matrix = NDArray[np.float64]
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choosing:
    """One choice: in which negotiation, the parts of each candidate, which are right, which the rules take.

    Where no candidate is right, or the rules take none, it is right to take none.
    """

    group: str
    candidates: tuple[Mapping[str, float], ...]
    right: frozenset[int]
    rules: int | None

    def is_right(self, taken: int | None) -> bool:
        """Whether it is right to take this candidate, or none."""
        return taken in self.right if self.right else taken is None


def fitted(examples: Sequence[Choosing], penalty: float = 1.0) -> Weights:
    """The weights, `bias` first, as log-odds against taking none; a higher `penalty` keeps them smaller."""
    names = (BIAS, *examples[0].candidates[0])
    told = np.array([row for e in examples for row in _rows(e, names)])
    right = np.array([one for e in examples for one in _right(e)])
    sizes = [len(e.candidates) + 1 for e in examples]
    begins = np.cumsum([0, *sizes[:-1]])
    of = np.repeat(np.arange(len(examples)), sizes)
    weights = np.zeros(len(names))
    weights[0] = -2.0
    mean, spread = np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, _STEPS + 1):
        chances = _shares(told @ weights, begins, of)
        kept = chances * right
        kept /= np.add.reduceat(kept, begins)[of]
        slope = told.T @ (kept - chances)
        slope[1:] -= penalty * weights[1:]
        mean, spread = 0.9 * mean + 0.1 * slope, 0.99 * spread + 0.01 * slope**2
        weights = weights + _PACE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.99**step)) + 1e-8)
    return {name: round(float(weight), 1) for name, weight in zip(names, weights, strict=True)}


def _rows(example: Choosing, names: tuple[str, ...]) -> list[list[float]]:
    """A row a candidate, and the empty one of taking none."""
    return [*([1.0, *(c[name] for name in names[1:])] for c in example.candidates), [0.0] * len(names)]


def _right(example: Choosing) -> list[float]:
    return [*(float(i in example.right) for i in range(len(example.candidates))), float(not example.right)]


def _shares(scores: Matrix, begins: NDArray[np.int64], of: NDArray[np.int64]) -> Matrix:
    powers: Matrix = np.exp(scores - np.maximum.reduceat(scores, begins)[of])
    shares: Matrix = powers / np.add.reduceat(powers, begins)[of]
    return shares


def taken(example: Choosing, weights: Weights, least: float) -> int | None:
    """The likeliest candidate, where the odds against taking none are at least `least`."""
    scores = [weights[BIAS] + sum(weights[name] * c[name] for name in c) for c in example.candidates]
    odds = sum(np.exp(score) for score in scores)
    return max(range(len(scores)), key=scores.__getitem__) if odds >= least else None


def tried(examples: Sequence[Choosing], penalty: float, least: float) -> list[Tried]:
    """What weights that were fitted without its negotiation choose for each example, and what the rules do."""
    out = []
    for group in sorted({e.group for e in examples}):
        weights = fitted([e for e in examples if e.group != group], penalty)
        own = [e for e in examples if e.group == group]
        out += [Tried(group, e.is_right(taken(e, weights, least)), e.is_right(e.rules)) for e in own]
    return out
