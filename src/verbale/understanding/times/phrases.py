"""Phrases: what the grammar has found so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from verbale.understanding.times.lexicon import Token
from verbale.understanding.times.meaning import Meaning


@dataclass(frozen=True, slots=True)
class Phrase:
    """A time expression, or a part of one, with its meaning and the rule that found it.

    `parts` are the phrases that TIMEX3 would mark where it does not mark the whole: the ends of a range, the date
    after a bounding preposition. `core` is the extent that TIMEX3 gives the whole otherwise.
    """

    start: int
    end: int
    sign: str
    classes: frozenset[str]
    meaning: Meaning
    rule: str
    confidence: float
    parts: tuple[Phrase, ...] = ()
    core: tuple[int, int] | None = None
    inner: tuple[Phrase, ...] = ()
    """The phrases of earlier stages that this one is made of, innermost ones included."""


Node: TypeAlias = Token | Phrase
