"""A statement on its way: an attribution with its content in the text, its speaker and its setting."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    partner: Finding[Actor] | None = None
    """Whom a turn of a dialogue is said to."""

    @property
    def size(self) -> int:
        """Characters of content."""
        return sum(b - a for a, b in self.content)

    def says(self, token: int) -> bool:
        """Whether a token is part of the content."""
        return any(a <= token < b for a, b in self.ranges)

    def has_voice_of(self, other: Draft) -> bool:
        """Whether one actor speaks both."""
        return self.speaker is not None and other.speaker is not None and self.speaker.key == other.speaker.key

    def has_side_of(self, other: Draft) -> bool:
        """Whether both speak for one party: the government announced, its minister said."""
        party = self.speaker.content.party if self.speaker is not None else None
        return party is not None and other.speaker is not None and party == other.speaker.content.party


def partnered(drafts: list[Draft]) -> list[Draft]:
    """The drafts, those of a dialogue with whom they are said to: who asked last, or who answers next (or last)."""
    partners, last = dict[int, Finding[Actor] | None](), dict[str, Finding[Actor] | None]()
    turns = sorted((d for d in drafts if d.attribution.frame in ("turn", "question")), key=lambda d: d.content)
    for frame, other, run in (("turn", "question", turns), ("question", "turn", turns[::-1])):
        for draft in run:
            last[draft.attribution.frame] = draft.speaker
            if draft.attribution.frame == frame:
                partners[id(draft)] = last.get(other)
    return [replace(d, partner=partners.get(id(d))) for d in drafts]
