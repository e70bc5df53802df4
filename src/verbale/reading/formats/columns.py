"""The lines of a page of a PDF, and the columns that they stand in.

A file written by a program shows its columns one after the other. The layer that text recognition lays under a scan
often runs across them, line by line: there the columns are told by the gutter between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

_LINE = re.compile(r"[^\r\n]+")
_GUTTER = 1.6
"""Heights of the type between two words of a line, past which they stand in two columns."""
_FEWEST = 3
"""Lines that must be broken at one place for it to be a gutter."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a column; lengths in points from the lower left corner."""

    text: str
    left: float
    base: float
    height: float
    right: float = 0.0


def lines_of_page(textpage: Any) -> list[Line]:  # Any: pypdfium2's page of text
    """The lines of a page in the order of the file, those that run across columns broken at the gutters."""
    text = textpage.get_text_range()
    out: list[Line] = []
    for match in _LINE.finditer(text):
        out += _segments(textpage, match[0], match.start())
    return out


def _segments(textpage: Any, text: str, start: int) -> Iterator[Line]:
    """The parts of a line that stand well apart."""
    words = [(m.start(), m.end()) for m in re.finditer(r"\S+", text)]
    boxes = [
        (textpage.get_charbox(start + first, loose=True), textpage.get_charbox(start + last - 1, loose=True))
        for first, last in words
    ]
    begun = 0
    for number in range(1, len(words) + 1):
        (left, base, _, top), (_, _, right, _) = boxes[begun][0], boxes[number - 1][1]
        height = max(top - base, 1.0)
        apart = number < len(words) and abs(boxes[number][0][0] - right) > _GUTTER * height
        if apart or number == len(words):
            yield Line(text[words[begun][0] : words[number - 1][1]], left, base, height, right)
            begun = number


def in_reading_order(lines: list[Line]) -> list[Line]:
    """The lines column by column where the file runs across the columns, else as the file has them."""
    across = [(a, b) for a, b in pairwise(lines) if _same_row(a, b) and b.left > a.right]
    if len(across) < _FEWEST:
        return lines
    return _ordered(lines)


def _same_row(one: Line, other: Line) -> bool:
    return abs(one.base - other.base) < 0.5 * min(one.height, other.height)


def _ordered(lines: list[Line]) -> list[Line]:
    """Lines in columns: between those that span the gutter first what stands to its left, then to its right."""
    gutter = _gutter(lines)
    lines = sorted(lines, key=lambda line: (-line.base, line.left))
    if gutter is None:
        return lines
    out: list[Line] = []
    band: list[Line] = []
    for line in [*lines, None]:
        if line is not None and not line.left < gutter < line.right:
            band.append(line)
            continue
        out += _ordered([b for b in band if b.right <= gutter]) + _ordered([b for b in band if b.left >= gutter])
        out += [line] if line else []
        band = []
    return out


def _gutter(lines: list[Line]) -> float | None:
    """The place at which most rows are broken and few lines run on; None where there is none."""
    rows = sorted(lines, key=lambda line: (-round(line.base), line.left))
    gaps = [(a.right, b.left) for a, b in pairwise(rows) if _same_row(a, b) and b.left > a.right]
    best, most = None, 0
    for left, right in gaps:
        place = (left + right) / 2
        broken = sum(a < place < b for a, b in gaps)
        running = sum(line.left < place < line.right for line in lines)
        if broken >= _FEWEST and broken > 2 * running and broken > most:
            best, most = place, broken
    return best
