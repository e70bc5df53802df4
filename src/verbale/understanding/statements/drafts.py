"""A statement on its way: an attribution with its content in the text, its speaker and its setting."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.model.evidence import Finding
from verbale.model.negotiation import Actor
from verbale.model.text import Span
from verbale.understanding.grammar.clause import Extent
from verbale.understanding.statements.attributed import Attribution
from verbale.understanding.statements.setting import Setting


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribution with its content in tokens (`ranges`) and in the text, the speaker and the setting of speech."""

    attribution: Attribution
    ranges: tuple[Extent, ...]
    content: tuple[Span, ...]
    cue: Span | None
    speaker: Finding[Actor] | None
    speaker_span: Span | None
    setting: Setting

    @property
    def size(self) -> int:
        """Characters of content."""
        return sum(b - a for a, b in self.content)
