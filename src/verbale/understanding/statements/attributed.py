"""One attribution on its way to a statement: content credited to a source by a cue, in tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from verbale.model.negotiation import Act
from verbale.understanding.statements.layout import Range

if TYPE_CHECKING:
    from spacy.tokens import Token

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
    """Content credited to a source by a cue, in tokens. `speaker` and `addressee` are heads of noun phrases.

    `frame` says how the sentence ties them (`docs/reference/statements.md`), `rule` which row of which table it was.
    """

    cue: Cue
    at: Token | None
    cue_range: Range | None
    frame: str
    confidence: float
    speaker: Token | None
    content: tuple[Range, ...]
    addressee: Token | None = None
    rule: str = ""
