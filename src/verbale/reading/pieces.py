"""The pieces of a page: blocks of text, each with what its own words tell of its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from verbale.reading.datelines import Filed, dateline_of
from verbale.reading.headers import HeaderLine, header_line
from verbale.reading.lines import Block
from verbale.reading.tables import patterns

_BULLET = re.compile(r"[•·▪●◦*‣–—-]\s+|\d{1,2}[.)]\s+")
_SENTENCE_END = re.compile(r"[.!?…]['\"”’»)\]]*$")
_CREDITED = re.compile(r"[“\"].{12,}[”\"]\s+[—–-]+\s+\w.{2,80}")
"""A quotation with who is quoted behind a dash."""
_LONGEST_TRAILER = 330
_LONGEST_MARK = 140
LONGEST_TITLE = 40
"""Words; a longer heading is running text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of the page with what it tells; `end` leaves out marks such as "(Abridged)" behind the last sentence.

    `body_start` leaves out a bullet or dateline at its head; `gap`: a blank line stands before it.
    """

    start: int
    end: int
    text: str
    line: HeaderLine | None = None
    filed: Filed | None = None
    bullet: int = 0
    prose: bool = False
    gap: bool = True
    abridged: bool = False

    @property
    def body_start(self) -> int:
        """Where running text begins in the piece."""
        return self.start + (self.filed.length if self.filed else self.bullet)

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.text.split())


def piece_of(text: str, block: Block) -> Piece:
    """The piece that a block of the page is."""
    words = text[block.start : block.end]
    abridged = any(p.search(words[-_LONGEST_MARK:]) for p in patterns("abridged"))
    bare = _without_trailers(words)
    if not any(c.isalnum() for c in bare):
        return Piece(block.start, block.end, words, HeaderLine(understood=True), gap=block.gap, abridged=abridged)
    bullet = _BULLET.match(words)
    filed = None if bullet else dateline_of(bare)
    line = header_line(words)
    if filed and filed.length == len(bare) and line and not (line.dates and not filed.alone):
        line = None  # a dateline on a line of its own
    elif line:
        filed = None
    end = block.end if line else block.start + len(bare)
    words = text[block.start : end]
    count = len(words.split())
    ends = bool(count > 3 and _SENTENCE_END.search(words)) or (count > 5 and words.endswith(":"))
    ends = ends or _CREDITED.fullmatch(words) is not None
    prose = line is None and bool(filed or ends or count > LONGEST_TITLE)
    return Piece(block.start, end, words, line, filed, bullet.end() if bullet else 0, prose, block.gap, abridged)


def _without_trailers(paragraph: str) -> str:
    while True:
        tail = max(0, len(paragraph) - _LONGEST_TRAILER)
        cut = min((m.start() for p in patterns("trailer") if (m := p.search(paragraph, tail))), default=None)
        if cut is None:
            return paragraph
        paragraph = paragraph[:cut].rstrip()
