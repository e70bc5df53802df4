"""Running heads and feet of a PDF: what stands over or under the text of several pages, and the numbers of pages.

The head of the first page stays, for it may be the only place that names the newspaper and the day.
"""

from __future__ import annotations

import re
from collections import Counter

from verbale.reading.formats.columns import Line

_NUMBER = re.compile(r"\W*(?:p(?:age|\.)?\s*)?[A-Z]?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
_MARGIN = 0.12
"""Of the height of a page: running lines stand no further in."""
_HEIGHT = 12
"""Points that a running line may stand higher on one page than on another."""
_NEXT = 1.7
"""Heights of a line from its base to that of the one above, where both are of one paragraph."""
_DEEPEST = 2
"""Lines that a head or a foot has at most."""


def without_running_lines(sheets: list[tuple[float, list[Line]]]) -> list[list[Line]]:
    """The lines of each page, given with its height, without those that run through the pages."""
    counts = Counter(place for _, lines in sheets for place in {p for line in lines for p in _places(line)})
    out = []
    for number, (height, lines) in enumerate(sheets):
        heads, feet = _edge(lines, height, top=True), _edge(lines, height, top=False)
        out.append(
            [
                line
                for line in lines
                if not (
                    (line in feet and (_is_number(line, lines) or _runs(line, counts)))
                    or (line in heads and (_is_number(line, lines) or (number and _runs(line, counts))))
                )
            ]
        )
    return out


def _is_number(line: Line, lines: list[Line]) -> bool:
    """Whether a line is the number of its page, and no last line of a paragraph: "the dam was begun in / 2019."."""
    above = (o for o in lines if abs(o.left - line.left) < 1 and line.base < o.base < line.base + _NEXT * line.height)
    return bool(_NUMBER.fullmatch(line.text)) and not any(above)


def _runs(line: Line, counts: Counter[tuple[str, int]]) -> bool:
    """Whether a line stands at the same height of another page."""
    return any(counts[place] > 1 for place in _places(line))


def _places(line: Line) -> tuple[tuple[str, int], ...]:
    """What a line says and how high it stands, by two rulers laid over each other, so that none falls between."""
    return tuple((_form(line), round((line.base + shift) / _HEIGHT) * 2 + bool(shift)) for shift in (0, _HEIGHT / 2))


def _edge(lines: list[Line], height: float, *, top: bool) -> list[Line]:
    """The outermost lines of a page that stand in its margin."""
    bases = sorted({round(line.base) for line in lines}, reverse=top)[:_DEEPEST]
    near = (1 - _MARGIN) * height if top else _MARGIN * height
    return [line for line in lines if round(line.base) in bases and (line.base >= near if top else line.base <= near)]


def _form(line: Line) -> str:
    """A line with its numbers left out: those of pages count on."""
    return re.sub(r"\d+", "#", line.text.casefold()).strip()
