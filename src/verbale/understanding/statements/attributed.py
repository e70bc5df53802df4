"""One attribution on its way to a statement: content credited to a source by a cue, in tokens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from verbale.understanding.statements.cues import Cue
from verbale.understanding.statements.layout import Range

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass(frozen=True, slots=True)
class Attribution:
    """Content credited to a source by a cue, in tokens. `speaker` and `addressee` are heads of noun phrases."""

    cue: Cue
    at: Token | None
    cue_range: Range | None
    frame: str
    confidence: float
    speaker: Token | None
    content: tuple[Range, ...]
    addressee: Token | None = None
    negated: bool = False
