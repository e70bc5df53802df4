"""A tie: two ends and the words that tie them, as tokens, before it becomes a linkage."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.negotiation import LinkageKind
from verbale.understanding.grammar.clause import Clause, Extent

Polarity = Literal["positive", "negative"]
Threat = Literal["", "words", "ever"]
"""Whether a condition may be a threat: never, by its words, or whatever deed it bears on."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two ends and what ties them. `phrase` is the cue with the end that it opens; `clause` is the one that holds it.

    One with a `threat` may turn out to be leverage: of what is threatened on what is demanded.
    One that is `judged` ("it would be a pity if") tells how something would be found: a tie for one who warns alone.
    """

    kind: LinkageKind
    antecedent: Extent
    consequent: Extent
    place: Extent
    phrase: Extent
    clause: Clause
    rule: str
    confidence: float
    polarity: Polarity = "positive"
    threat: Threat = ""
    judged: bool = False
