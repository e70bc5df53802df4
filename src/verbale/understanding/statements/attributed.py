"""One attribution on its way to a statement: content credited to a source by a cue, in tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from verbale.model.negotiation import Act
from verbale.understanding.grammar.clause import Extent

Kind = Literal["speech", "attitude"]


@dataclass(frozen=True, slots=True)
class Cue:
    """What credits content: its words by lemma, what it tells (said or held), and the act that it names."""

    lemma: str
    kind: Kind
    act: Act
    is_noun: bool = False
    against: bool = False
    """Whether it says that others say otherwise: insist, maintain, counter."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content credited to a source by a cue at the token `at`. `speaker` and `addressee` are heads of noun phrases.

    `frame` says how the sentence ties them (`docs/reference/statements.md`), `rule` which row of which table it was.
    """

    cue: Cue
    at: int | None
    cue_range: Extent | None
    frame: str
    confidence: float
    speaker: int | None
    content: tuple[Extent, ...]
    addressee: int | None = None
    rule: str = ""
